# Target helpers: folder = target = namespace.
include_guard()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers need this sloppiness to be cached.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

add_library(yunjie_flags INTERFACE)
# Tests are compiled far more often than they run: in a release build they are optimised less than what they test.
add_library(yunjie_test_flags INTERFACE)
target_compile_options(yunjie_test_flags INTERFACE $<$<CONFIG:Release>:-O1>)
target_link_libraries(yunjie_test_flags INTERFACE yunjie_flags)
target_compile_options(yunjie_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-unused-parameter)
target_compile_definitions(yunjie_flags INTERFACE QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(CMAKE_UNITY_BUILD)
  # Of files compiled as one, what is told of them together is no fault of any.
  target_compile_options(yunjie_flags INTERFACE -Wno-shadow -Wno-subobject-linkage)
endif()
if(YUNJIE_SANITIZE)
  target_compile_options(yunjie_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(yunjie_flags INTERFACE -fsanitize=address,undefined)
endif()

# yunjie_library(NAME SOURCES ... PUBLIC ... PRIVATE ...): a static library `NAME`, alias `Yunjie::NAME`, seen by others
# as "NAME/Header.h". PUBLIC and PRIVATE are link dependencies; a header is visible only to those who link its library.
function(yunjie_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  add_library(Yunjie::${name} ALIAS ${name})
  get_filename_component(parent ${CMAKE_CURRENT_SOURCE_DIR} DIRECTORY)
  target_include_directories(${name} PUBLIC ${parent})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE yunjie_flags ${ARG_PRIVATE})
  # One precompiled header for all, made with the lowest library.
  if(name STREQUAL "base")
    target_precompile_headers(base PRIVATE <QString> <QJsonObject> <QDateTime> <vector> <memory> <functional> <glm/glm.hpp>)
  else()
    target_precompile_headers(${name} REUSE_FROM base)
  endif()
endfunction()

# yunjie_fixture(NAME SOURCES ... LINKS ...): what several tests share, compiled once; seen by the bare names of its headers.
function(yunjie_fixture name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE yunjie_test_flags)
  target_precompile_headers(${name} REUSE_FROM base)
endfunction()

# yunjie_test(NAME SOURCES ... LINKS ... [ENV K=V ...] [TIMEOUT s] [SERIAL] [KEYS]): one Qt Test executable, registered with CTest.
# KEYS: it types and clicks, and has a display of its own so that no other test's window takes that away.
function(yunjie_test name)
  cmake_parse_arguments(ARG "SERIAL;KEYS" "TIMEOUT" "SOURCES;LINKS;ENV" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE yunjie_test_flags Qt6::Test ${ARG_LINKS})
  # Files of tests name their helpers as they like.
  set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
  target_precompile_headers(${name} REUSE_FROM base)
  if(ARG_KEYS)
    add_test(NAME ${name} COMMAND ${CMAKE_SOURCE_DIR}/packaging/scripts/own-display.sh $<TARGET_FILE:${name}>)
  else()
    add_test(NAME ${name} COMMAND ${name})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} RUN_SERIAL ${ARG_SERIAL})
  if(ARG_ENV)
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "${ARG_ENV}")
  endif()
endfunction()
