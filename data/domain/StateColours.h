#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace domain
{

/// The colour of a state (of things, events, alarms) in the dark and in the light theme, 0xRRGGBB: what lists, charts,
/// rooms and markers share. At least 4.5:1 on the theme's panels, told apart without seeing hues together with their
/// shapes. `Theme.qml` repeats them for the interface; tests compare.
struct StateColour {
    std::string_view state;
    uint32_t dark, light;
};

inline constexpr std::array<StateColour, 8> StateColours{{{"critical", 0xFF7B7F, 0xC41C32},
                                                          {"major", 0xFF9F1C, 0xAE4609},
                                                          {"minor", 0xFFD166, 0x5C4300},
                                                          {"in-hand", 0x4CC2FF, 0x0A62BA},
                                                          {"normal", 0x3DDC97, 0x0A6F44},
                                                          {"stale", 0xA3AFBE, 0x566272},
                                                          {"offline", 0x97A3B5, 0x566272},
                                                          {"fault", 0xBD99FF, 0x6D3FC4}}};

/// That of a state which is in the table.
constexpr const StateColour &stateColour(std::string_view state)
{
    for (const StateColour &each : StateColours) {
        if (each.state == state)
            return each;
    }
    return StateColours.back();
}

}
