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
    <name>retort::ArtifactMenu</name>
    <message numerus="yes">
        <source>%Ln thing(s) are in the trash.</source>
        <translation>
            <numerusform>%Ln thing is in the trash.</numerusform>
            <numerusform>%Ln things are in the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::DataPage</name>
    <message numerus="yes">
        <source>%Ln row(s) marked to be kept.</source>
        <translation>
            <numerusform>%Ln row marked to be kept.</numerusform>
            <numerusform>%Ln rows marked to be kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) marked to be discarded.</source>
        <translation>
            <numerusform>%Ln row marked to be discarded.</numerusform>
            <numerusform>%Ln rows marked to be discarded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::KindText</name>
    <message numerus="yes">
        <source>%Ln run(s) were made from it; they stay.</source>
        <translation>
            <numerusform>%Ln run was made from it; it stays.</numerusform>
            <numerusform>%Ln runs were made from it; they stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln version(s) have rows of it: they keep them and count as outdated.</source>
        <translation>
            <numerusform>%Ln version has rows of it: it keeps them and counts as outdated.</numerusform>
            <numerusform>%Ln versions have rows of it: they keep them and count as outdated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln piece(s)</source>
        <translation>
            <numerusform>%Ln piece</numerusform>
            <numerusform>%Ln pieces</numerusform>
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
    <name>retort::PendingMarks</name>
    <message numerus="yes">
        <source>“%1” is made: %n sample(s).</source>
        <translation>
            <numerusform>“%1” is made: %n sample.</numerusform>
            <numerusform>“%1” is made: %n samples.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::PendingPanel</name>
    <message numerus="yes">
        <source>%n mark(s) and edit(s) wait on “%1”. They are saved and can be undone one by one; training uses them only once they are in a version.</source>
        <translation>
            <numerusform>%n mark or edit on “%1” is in no version yet: training does not use it.</numerusform>
            <numerusform>%n marks and edits on “%1” are in no version yet: training does not use them.</numerusform>
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
    <name>retort::QueueList</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::RunQueue</name>
    <message numerus="yes">
        <source>%n training(s) of the last session still wait in the queue.</source>
        <translation>
            <numerusform>%n training of the last session still waits in the queue.</numerusform>
            <numerusform>%n trainings of the last session still wait in the queue.</numerusform>
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
    <name>retort::SourcesSheet</name>
    <message numerus="yes">
        <source>%n change(s) that are in no version stay with “%1”.</source>
        <translation>
            <numerusform>%n change that is in no version stays with “%1”.</numerusform>
            <numerusform>%n changes that are in no version stay with “%1”.</numerusform>
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
<context>
    <name>retort::TracePage</name>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>%n pending</numerusform>
            <numerusform>%n pending</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not in a version</source>
        <translation>
            <numerusform>%n change not in a version</numerusform>
            <numerusform>%n changes not in a version</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::TrainPage</name>
    <message numerus="yes">
        <source>%n mark(s) and edit(s) on “%1” are in no version yet: training does not use them.</source>
        <translation>
            <numerusform>%n mark and edit on “%1” are in no version yet: training does not use them.</numerusform>
            <numerusform>%n marks and edits on “%1” are in no version yet: training does not use them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::TrashDialog</name>
    <message numerus="yes">
        <source>%n thing(s)</source>
        <translation>
            <numerusform>%n thing</numerusform>
            <numerusform>%n things</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s), %1</source>
        <translation>
            <numerusform>%n thing, %1</numerusform>
            <numerusform>%n things, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n thing(s) for good?</source>
        <translation>
            <numerusform>Delete %n thing for good?</numerusform>
            <numerusform>Delete %n things for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) go for good, %1 on disk become free. This cannot be undone.</source>
        <translation>
            <numerusform>%n thing goes for good, %1 on disk become free. This cannot be undone.</numerusform>
            <numerusform>%n things go for good, %1 on disk become free. This cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s), because something living needs it.</source>
        <translation>
            <numerusform>%n stays, because something living needs it.</numerusform>
            <numerusform>%n stay, because something living needs them.</numerusform>
        </translation>
    </message>
</context>
</TS>
