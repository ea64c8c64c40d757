<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>app</name>
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
