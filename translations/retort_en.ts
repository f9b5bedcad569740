<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>DeviceWords</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::MadeMenu</name>
    <message numerus="yes">
        <source>%n run(s) were made from it; they stay.</source>
        <translation>
            <numerusform>%n run was made from it; it stays.</numerusform>
            <numerusform>%n runs were made from it; they stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are in the trash.</source>
        <translation>
            <numerusform>%n thing is in the trash.</numerusform>
            <numerusform>%n things are in the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::OptionForm</name>
    <message numerus="yes">
        <source>%n wrong</source>
        <translation>
            <numerusform>%n wrong</numerusform>
            <numerusform>%n wrong</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::PendingPanel</name>
    <message numerus="yes">
        <source>%n mark(s) and edit(s) wait on “%1”. They are saved and can be undone one by one; training uses them only once they are in a version.</source>
        <translation>
            <numerusform>%n mark and edit wait on “%1”. They are saved and can be undone one by one; training uses them only once they are in a version.</numerusform>
            <numerusform>%n marks and edits wait on “%1”. They are saved and can be undone one by one; training uses them only once they are in a version.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)?</source>
        <translation>
            <numerusform>Discard %n change?</numerusform>
            <numerusform>Discard %n changes?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::RunsTab</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::Stage</name>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::StatusLine</name>
    <message numerus="yes">
        <source>%n change(s) not in a version</source>
        <translation>
            <numerusform>%n change not in a version</numerusform>
            <numerusform>%n changes not in a version</numerusform>
        </translation>
    </message>
</context>
</TS>
