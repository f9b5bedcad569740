<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>DeviceWords</name>
    <message numerus="yes">
        <source>%Ln core(s)</source>
        <translation>
            <numerusform>%Ln core</numerusform>
            <numerusform>%Ln cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::ArtifactMenu</name>
    <message numerus="yes">
        <source>%Ln artifact(s) are in the trash.</source>
        <translation>
            <numerusform>%Ln artifact is in the trash.</numerusform>
            <numerusform>%Ln artifacts are in the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::CleanPage</name>
    <message numerus="yes">
        <source>of all %Ln row(s)</source>
        <translation>
            <numerusform>of all %Ln row</numerusform>
            <numerusform>of all %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of the first %1 of %Ln row(s)</source>
        <translation>
            <numerusform>of the first %1 of %Ln row</numerusform>
            <numerusform>of the first %1 of %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The recipe changes none of all %Ln row(s).</source>
        <translation>
            <numerusform>The recipe does not change the one row.</numerusform>
            <numerusform>The recipe changes none of all %Ln rows.</numerusform>
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
    <message numerus="yes">
        <source>%1 of %Ln row(s)</source>
        <translation>
            <numerusform>%1 of %Ln row</numerusform>
            <numerusform>%1 of %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::ImportPreviewCard</name>
    <message numerus="yes">
        <source>%Ln record(s) looked at</source>
        <translation>
            <numerusform>%Ln record looked at</numerusform>
            <numerusform>%Ln records looked at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) of %1 cannot be read. An import leaves such records out and lists them.</source>
        <translation>
            <numerusform>%Ln record of %1 cannot be read. An import leaves such records out and lists them.</numerusform>
            <numerusform>%Ln records of %1 cannot be read. An import leaves such records out and lists them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::ImportReport</name>
    <message numerus="yes">
        <source>Imported %Ln row(s) in %1</source>
        <translation>
            <numerusform>Imported %Ln row in %1</numerusform>
            <numerusform>Imported %Ln rows in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %1 of %Ln problem(s) are listed.</source>
        <translation>
            <numerusform>The first %1 of %Ln problem are listed.</numerusform>
            <numerusform>The first %1 of %Ln problems are listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::ImportSheet</name>
    <message numerus="yes">
        <source>This mapping holds for all files; %Ln file(s) with other fields than %1.</source>
        <translation>
            <numerusform>This mapping holds for all files; %Ln file with other fields than %1.</numerusform>
            <numerusform>This mapping holds for all files; %Ln files with other fields than %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Imported %Ln row(s) in %1.</source>
        <translation>
            <numerusform>Imported %Ln row in %1.</numerusform>
            <numerusform>Imported %Ln rows in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln file(s)</source>
        <translation>
            <numerusform>Import %Ln file</numerusform>
            <numerusform>Import %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) · %1</source>
        <translation>
            <numerusform>%Ln file · %1</numerusform>
            <numerusform>%Ln files · %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::InspectedPieces</name>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
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
        <source>%Ln wrong</source>
        <translation>
            <numerusform>%Ln wrong</numerusform>
            <numerusform>%Ln wrong</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::PendingMarks</name>
    <message numerus="yes">
        <source>“%1” is made: %Ln sample(s).</source>
        <translation>
            <numerusform>“%1” is made: %Ln sample.</numerusform>
            <numerusform>“%1” is made: %Ln samples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln change(s)?</source>
        <translation>
            <numerusform>Discard %Ln change?</numerusform>
            <numerusform>Discard %Ln changes?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::PendingPanel</name>
    <message numerus="yes">
        <source>%Ln mark(s) and edit(s) wait on “%1”. They are saved and can be undone one by one; training uses them only once they are in a version.</source>
        <translation>
            <numerusform>%Ln mark or edit waits on “%1”. It is saved and can be undone; training uses it only once it is in a version.</numerusform>
            <numerusform>%Ln marks and edits wait on “%1”. They are saved and can be undone one by one; training uses them only once they are in a version.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::PieceView</name>
    <message numerus="yes">
        <source>%Ln piece(s)</source>
        <translation>
            <numerusform>%Ln piece</numerusform>
            <numerusform>%Ln pieces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::QueueList</name>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::RunQueue</name>
    <message numerus="yes">
        <source>%Ln task(s) of the last session still wait in the queue.</source>
        <translation>
            <numerusform>%Ln task of the last session still waits in the queue.</numerusform>
            <numerusform>%Ln tasks of the last session still wait in the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::RunsTab</name>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::ScoresTab</name>
    <message numerus="yes">
        <source>Left out of %Ln row(s): %1</source>
        <translation>
            <numerusform>Left out of %Ln row: %1</numerusform>
            <numerusform>Left out of %Ln rows: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::SideBySideTab</name>
    <message numerus="yes">
        <source>%Ln token(s) · %1 tokens/s</source>
        <translation>
            <numerusform>%Ln token · %1 tokens/s</numerusform>
            <numerusform>%Ln tokens · %1 tokens/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::SourcesSheet</name>
    <message numerus="yes">
        <source>%Ln change(s) that are in no version stay with “%1”.</source>
        <translation>
            <numerusform>%Ln change that is in no version stays with “%1”.</numerusform>
            <numerusform>%Ln changes that are in no version stay with “%1”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) imported</source>
        <translation>
            <numerusform>%Ln row imported</numerusform>
            <numerusform>%Ln rows imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is made: %Ln row(s).</source>
        <translation>
            <numerusform>“%1” is made: %Ln row.</numerusform>
            <numerusform>“%1” is made: %Ln rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::StackDrawing</name>
    <message numerus="yes">
        <source>… %Ln more layer(s)</source>
        <translation>
            <numerusform>… %Ln more layer</numerusform>
            <numerusform>… %Ln more layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::Stage</name>
    <message numerus="yes">
        <source>%Ln source(s)</source>
        <translation>
            <numerusform>%Ln source</numerusform>
            <numerusform>%Ln sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
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
        <source>%1 sample(s)</source>
        <translation>
            <numerusform>%1 sample</numerusform>
            <numerusform>%1 samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s)</source>
        <translation>
            <numerusform>%Ln mark</numerusform>
            <numerusform>%Ln marks</numerusform>
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
    <name>retort::StatusLine</name>
    <message numerus="yes">
        <source>%Ln change(s) not in a version</source>
        <translation>
            <numerusform>%Ln change not in a version</numerusform>
            <numerusform>%Ln changes not in a version</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::StudentMessage</name>
    <message numerus="yes">
        <source>%1 · %Ln token(s)</source>
        <translation>
            <numerusform>%1 · %Ln token</numerusform>
            <numerusform>%1 · %Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::TasksPanel</name>
    <message numerus="yes">
        <source>%Ln in the queue</source>
        <translation>
            <numerusform>%Ln in the queue</numerusform>
            <numerusform>%Ln in the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in the queue, held</source>
        <translation>
            <numerusform>%Ln in the queue, held</numerusform>
            <numerusform>%Ln in the queue, held</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::TokenizePage</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::TracePage</name>
    <message numerus="yes">
        <source>%Ln pending</source>
        <translation>
            <numerusform>%Ln pending</numerusform>
            <numerusform>%Ln pending</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) not in a version</source>
        <translation>
            <numerusform>%Ln change not in a version</numerusform>
            <numerusform>%Ln changes not in a version</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::TraceReader</name>
    <message numerus="yes">
        <source>Reasoning · %Ln step(s), folded</source>
        <translation>
            <numerusform>Reasoning · %Ln step, folded</numerusform>
            <numerusform>Reasoning · %Ln steps, folded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::TrainPage</name>
    <message numerus="yes">
        <source>%Ln mark(s) and edit(s) on “%1” are in no version yet: training does not use them.</source>
        <translation>
            <numerusform>%Ln mark or edit on “%1” is in no version yet: training does not use it.</numerusform>
            <numerusform>%Ln marks and edits on “%1” are in no version yet: training does not use them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::TrashDialog</name>
    <message numerus="yes">
        <source>%Ln stay(s), because something living needs it.</source>
        <translation>
            <numerusform>%Ln stays, because something living needs it.</numerusform>
            <numerusform>%Ln stay, because something living needs them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s)</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s), %1</source>
        <translation>
            <numerusform>%Ln item, %1</numerusform>
            <numerusform>%Ln items, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln item(s) for good?</source>
        <translation>
            <numerusform>Delete %Ln item for good?</numerusform>
            <numerusform>Delete %Ln items for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s) go for good, %1 on disk become free. This cannot be undone.</source>
        <translation>
            <numerusform>%Ln item goes for good, %1 on disk become free. This cannot be undone.</numerusform>
            <numerusform>%Ln items go for good, %1 on disk become free. This cannot be undone.</numerusform>
        </translation>
    </message>
</context>
</TS>
