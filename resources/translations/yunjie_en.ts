<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>app</name>
    <message numerus="yes">
        <source>%Ln event(s) today</source>
        <translation>
            <numerusform>%Ln event today</numerusform>
            <numerusform>%Ln events today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s) in force</source>
        <translation>
            <numerusform>%Ln warning in force</numerusform>
            <numerusform>%Ln warnings in force</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open event(s)</source>
        <translation>
            <numerusform>%n open event</numerusform>
            <numerusform>%n open events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) with a plan: enter to open it</source>
        <translation>
            <numerusform>%n source with a plan: enter to open it</numerusform>
            <numerusform>%n sources with a plan: enter to open one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s)</source>
        <translation>
            <numerusform>%n room</numerusform>
            <numerusform>%n rooms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in alarm</source>
        <translation>
            <numerusform>%n in alarm</numerusform>
            <numerusform>%n in alarm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with events</source>
        <translation>
            <numerusform>%n with events</numerusform>
            <numerusform>%n with events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n let</source>
        <translation>
            <numerusform>%n let</numerusform>
            <numerusform>%n let</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n storey(s)</source>
        <translation>
            <numerusform>%n storey</numerusform>
            <numerusform>%n storeys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unit(s)</source>
        <translation>
            <numerusform>%n unit</numerusform>
            <numerusform>%n units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message numerus="yes">
        <source>%n object(s) of interiors are not shown</source>
        <translation>
            <numerusform>%n object of interiors is not shown</numerusform>
            <numerusform>%n objects of interiors are not shown</numerusform>
        </translation>
    </message>
</context>
</TS>
