<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>DeviceWords</name>
    <message>
        <source>held by %1 (%2)</source>
        <translation>被 %1（%2）占用</translation>
    </message>
    <message>
        <source>another user</source>
        <translation>其他用户</translation>
    </message>
    <message numerus="yes">
        <source>%Ln core(s)</source>
        <translation>
            <numerusform>%Ln 核</numerusform>
        </translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 可用</translation>
    </message>
    <message>
        <source>Freest (%1)</source>
        <translation>最空闲（%1）</translation>
    </message>
    <message>
        <source>Looking at the devices</source>
        <translation>正在查看设备</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Make an empty project in a folder of its own</source>
        <translation>在单独的文件夹中新建一个空项目</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>打开项目文件夹</translation>
    </message>
    <message>
        <source>Open the demo project</source>
        <translation>打开演示项目</translation>
    </message>
    <message>
        <source>A small ready-made project of Chinese arithmetic with reasoning, to try every step on</source>
        <translation>一个现成的小项目：带推理过程的中文算术题，可以在上面试完每一步</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存副本…</translation>
    </message>
    <message>
        <source>Write a whole, consistent copy of the open project to another folder</source>
        <translation>把当前项目完整、一致地复制到另一个文件夹</translation>
    </message>
    <message>
        <source>Rename project…</source>
        <translation>重命名项目…</translation>
    </message>
    <message>
        <source>Show project folder</source>
        <translation>显示项目文件夹</translation>
    </message>
    <message>
        <source>Open the project&apos;s folder in the file manager</source>
        <translation>在文件管理器中打开项目所在文件夹</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Close the open project; everything is already saved</source>
        <translation>关闭当前项目；所有内容都已保存</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Close Retort; a run that is training asks first</source>
        <translation>关闭 Retort；如果正在训练会先询问</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back the last change of this page</source>
        <translation>撤销本页的上一次更改</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Make the change that was taken back again</source>
        <translation>恢复刚才撤销的更改</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language, look, processor use and storage</source>
        <translation>语言、外观、处理器用量和存储</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Make all text larger</source>
        <translation>放大所有文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Make all text smaller</source>
        <translation>缩小所有文字</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>标准文字大小</translation>
    </message>
    <message>
        <source>Back to the normal text size</source>
        <translation>恢复标准文字大小</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>切换浅色/深色</translation>
    </message>
    <message>
        <source>Switch between the light and the dark look</source>
        <translation>在浅色和深色外观之间切换</translation>
    </message>
    <message>
        <source>English or 中文</source>
        <translation>切换中文/English</translation>
    </message>
    <message>
        <source>Switch the language of the window</source>
        <translation>切换界面语言</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>菜单栏</translation>
    </message>
    <message>
        <source>Show or hide the menu bar</source>
        <translation>显示或隐藏菜单栏</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Fill the screen with the window, or go back</source>
        <translation>让窗口占满屏幕，或恢复原状</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Read the project&apos;s lists again</source>
        <translation>重新读取项目中的各个列表</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>命令面板…</translation>
    </message>
    <message>
        <source>Find any command by typing a few letters of it</source>
        <translation>输入几个字即可找到任何命令</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>What is running and waiting, with progress and cancel</source>
        <translation>正在运行和排队的任务，可查看进度、可取消</translation>
    </message>
    <message>
        <source>Show log folder</source>
        <translation>显示日志文件夹</translation>
    </message>
    <message>
        <source>Open the folder with the program&apos;s log in the file manager</source>
        <translation>在文件管理器中打开程序日志所在的文件夹</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Go to the page shown before</source>
        <translation>回到之前显示的页面</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Go to the page that Back left</source>
        <translation>回到后退之前的页面</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>主页</translation>
    </message>
    <message>
        <source>Where the project stands, recent projects, first steps</source>
        <translation>项目进展、最近的项目和入门步骤</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Import files, look through, search and filter the samples</source>
        <translation>导入文件，浏览、搜索和筛选样本</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>Remove and repair samples by rules, with a preview</source>
        <translation>按规则删除或修复样本，可先预览</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>推理轨迹</translation>
    </message>
    <message>
        <source>Read reasoning step by step and keep or discard it</source>
        <translation>逐步阅读推理，决定保留或舍弃</translation>
    </message>
    <message>
        <source>Tokenize</source>
        <translation>分词</translation>
    </message>
    <message>
        <source>Train a tokenizer and look at its pieces</source>
        <translation>训练分词器并查看它的词片</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生模型</translation>
    </message>
    <message>
        <source>Choose the size and the layers of the model to train</source>
        <translation>选择要训练的模型的大小和层</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train the student and watch its curves</source>
        <translation>训练学生模型并观察曲线</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评测对比</translation>
    </message>
    <message>
        <source>Measure answers and compare runs</source>
        <translation>检查答案，比较各次训练</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Ask a trained student</source>
        <translation>向训练好的学生模型提问</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>All shortcuts that work now, on one sheet</source>
        <translation>在一页上列出现在可用的全部快捷键</translation>
    </message>
    <message>
        <source>What&apos;s this?</source>
        <translation>这是什么？</translation>
    </message>
    <message>
        <source>Click on something to read what it does</source>
        <translation>点击界面元素，查看它的作用</translation>
    </message>
    <message>
        <source>About Retort</source>
        <translation>关于 Retort</translation>
    </message>
    <message>
        <source>Version, licence and libraries</source>
        <translation>版本、许可证和所用的库</translation>
    </message>
    <message>
        <source>Load settings…</source>
        <translation>载入设置…</translation>
    </message>
    <message>
        <source>Take settings from a file that was saved before</source>
        <translation>从以前保存的文件载入设置</translation>
    </message>
    <message>
        <source>Save settings…</source>
        <translation>保存设置…</translation>
    </message>
    <message>
        <source>Write all settings to a JSON file</source>
        <translation>把全部设置写入一个 JSON 文件</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Put every setting back to its default</source>
        <translation>把所有设置恢复为默认值</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Choose files, look at what they hold, and bring them into the project</source>
        <translation>选择文件，查看内容，并导入项目</translation>
    </message>
    <message>
        <source>Discard rows</source>
        <translation>舍弃行</translation>
    </message>
    <message>
        <source>Mark the chosen rows to be left out of the next version</source>
        <translation>标记所选的行，使其不进入下一个版本</translation>
    </message>
    <message>
        <source>Apply recipe</source>
        <translation>执行配方</translation>
    </message>
    <message>
        <source>Apply the recipe to the chosen version as a new version; the old one stays</source>
        <translation>对所选版本执行配方，结果存为新版本；旧版本保留</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Mark the sample as good and go to the next</source>
        <translation>把样本标记为合格，转到下一个</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>舍弃</translation>
    </message>
    <message>
        <source>Mark the sample to be left out and go to the next</source>
        <translation>把样本标记为舍弃，转到下一个</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>下一个样本</translation>
    </message>
    <message>
        <source>Go to the next sample</source>
        <translation>转到下一个样本</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>上一个样本</translation>
    </message>
    <message>
        <source>Go to the sample before</source>
        <translation>转到上一个样本</translation>
    </message>
    <message>
        <source>Fold reasoning</source>
        <translation>折叠推理</translation>
    </message>
    <message>
        <source>Show or hide the reasoning</source>
        <translation>显示或隐藏推理</translation>
    </message>
    <message>
        <source>Next remark</source>
        <translation>下一处提示</translation>
    </message>
    <message>
        <source>Previous remark</source>
        <translation>上一处提示</translation>
    </message>
    <message>
        <source>Make a version</source>
        <translation>生成版本</translation>
    </message>
    <message>
        <source>Make all marks and edits a new version of the data</source>
        <translation>把所有标记和修改生成为数据的新版本</translation>
    </message>
    <message>
        <source>Train tokenizer</source>
        <translation>训练分词器</translation>
    </message>
    <message>
        <source>Train a tokenizer on the chosen version; every text is proven to come back unchanged</source>
        <translation>用所选版本训练分词器；每段文字都会验证能否原样还原</translation>
    </message>
    <message>
        <source>Save student</source>
        <translation>保存学生模型</translation>
    </message>
    <message>
        <source>Keep these sizes as a student of the project</source>
        <translation>把这些大小保存为项目中的学生模型</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Train the chosen student on the chosen version</source>
        <translation>用所选版本训练所选的学生模型</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Go on with the shown run from its newest checkpoint</source>
        <translation>从最新的检查点继续当前显示的运行</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Hold the run; its state is kept</source>
        <translation>暂停运行；状态会保留</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Finish the step, save a checkpoint and end; it can be resumed</source>
        <translation>完成当前一步，保存检查点后结束；之后可以继续</translation>
    </message>
    <message>
        <source>Ask the chosen checkpoint the questions of a split and check its answers</source>
        <translation>用某个划分中的题目考所选检查点，并核对答案</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Put the question to the chosen checkpoint</source>
        <translation>向所选检查点提出问题</translation>
    </message>
    <message>
        <source>Stop answering</source>
        <translation>停止作答</translation>
    </message>
    <message>
        <source>End the answer after the current token and keep what is there</source>
        <translation>在当前词元之后结束回答，保留已有内容</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配</translation>
    </message>
    <message>
        <source>Go to the next row that matches search and filters</source>
        <translation>转到下一个符合搜索和筛选的行</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配</translation>
    </message>
    <message>
        <source>Go to the row before that matches search and filters</source>
        <translation>转到上一个符合搜索和筛选的行</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Show all rows of the version again</source>
        <translation>重新显示此版本的所有行</translation>
    </message>
    <message>
        <source>Copy rows with headers</source>
        <translation>连同表头复制行</translation>
    </message>
    <message>
        <source>Copy the chosen rows with the headlines of the columns, parted by tabs</source>
        <translation>复制所选行及列标题，以制表符分隔</translation>
    </message>
    <message>
        <source>Duplicate student</source>
        <translation>复制学生模型</translation>
    </message>
    <message>
        <source>Take the chosen student&apos;s sizes into the form, to be saved under another name</source>
        <translation>把所选学生模型的尺寸填入表单，另存为新名称</translation>
    </message>
    <message>
        <source>Start evaluation</source>
        <translation>开始评测</translation>
    </message>
    <message>
        <source>Begin another conversation; this one stays in the list</source>
        <translation>开始另一段对话；当前这段留在列表中</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新回答</translation>
    </message>
    <message>
        <source>Put the last question once more; the new answer takes the place of the old one</source>
        <translation>把上一个问题再问一次；新回答会取代旧回答</translation>
    </message>
    <message>
        <source>Copy answer</source>
        <translation>复制回答</translation>
    </message>
    <message>
        <source>Copy the last answer without its thinking</source>
        <translation>复制最后一个回答，不含思考过程</translation>
    </message>
    <message>
        <source>Rename chat</source>
        <translation>重命名对话</translation>
    </message>
    <message>
        <source>Give the shown chat another name</source>
        <translation>给当前对话换一个名称</translation>
    </message>
    <message>
        <source>Move chat to trash</source>
        <translation>将对话移入回收站</translation>
    </message>
    <message>
        <source>Take the shown chat off the list; it can be brought back</source>
        <translation>把当前对话从列表中移走；可以恢复</translation>
    </message>
    <message>
        <source>How it answers</source>
        <translation>作答方式</translation>
    </message>
    <message>
        <source>Show or hide temperature, length and the other settings of an answer</source>
        <translation>显示或隐藏温度、长度等回答设置</translation>
    </message>
    <message>
        <source>Give the open project another name and a note; its folder stays</source>
        <translation>给打开的项目另起名称、写备注；文件夹不变</translation>
    </message>
    <message>
        <source>Trash…</source>
        <translation>回收站…</translation>
    </message>
    <message>
        <source>What was thrown away: take it back, or delete it for good</source>
        <translation>查看丢弃的内容：还原，或彻底删除</translation>
    </message>
    <message>
        <source>Sources…</source>
        <translation>来源…</translation>
    </message>
    <message>
        <source>What was imported and what it is for; make a version with other sources or splits</source>
        <translation>查看导入了什么、作何用途；用另外的来源或划分生成版本</translation>
    </message>
    <message>
        <source>Sample beside the table</source>
        <translation>表格旁的样本</translation>
    </message>
    <message>
        <source>Show or hide all texts of the chosen row</source>
        <translation>显示或隐藏所选行的全部文本</translation>
    </message>
    <message>
        <source>Search this page</source>
        <translation>在本页搜索</translation>
    </message>
    <message>
        <source>Go to the search field of the page that is shown</source>
        <translation>转到当前页面的搜索框</translation>
    </message>
    <message>
        <source>Use as benchmark</source>
        <translation>用作评测基准</translation>
    </message>
    <message>
        <source>Never train on the chosen sources, or train on them again</source>
        <translation>所选来源不再用于训练，或重新用于训练</translation>
    </message>
    <message>
        <source>In or out of the new version</source>
        <translation>加入新版本或去掉</translation>
    </message>
    <message>
        <source>Take the chosen source into the version to be made, or leave it out</source>
        <translation>把所选来源加入将要生成的版本，或去掉它</translation>
    </message>
    <message>
        <source>Go to the next re-check, repetition, stray tag or change of language, in the samples behind too</source>
        <translation>跳到下一处复查、重复、多余标记或语言切换，本条没有时继续看后面的样本</translation>
    </message>
    <message>
        <source>Go to the re-check, repetition, stray tag or change of language before, in the samples before too</source>
        <translation>跳到上一处复查、重复、多余标记或语言切换，本条没有时继续看前面的样本</translation>
    </message>
    <message>
        <source>Only changed ones</source>
        <translation>只看有改动的</translation>
    </message>
    <message>
        <source>Show just the samples with marks and edits that are in no version yet</source>
        <translation>只显示带有尚未进入版本的标记和修改的样本</translation>
    </message>
    <message>
        <source>Show or hide in the charts</source>
        <translation>在图中显示或隐藏</translation>
    </message>
    <message>
        <source>Draw the curves of the chosen runs, or leave them out</source>
        <translation>绘制所选运行的曲线，或不绘制</translation>
    </message>
    <message>
        <source>Make it the baseline</source>
        <translation>设为基线</translation>
    </message>
    <message>
        <source>Compare every other run with the chosen one, or with none</source>
        <translation>让其他运行都与所选运行比较，或取消比较</translation>
    </message>
    <message>
        <source>Ask the chosen checkpoint in Chat</source>
        <translation>在对话页向所选检查点提问</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排对比</translation>
    </message>
    <message>
        <source>Put one question to this checkpoint and to another one</source>
        <translation>向这个和另一个检查点提同一个问题</translation>
    </message>
    <message>
        <source>All of them…</source>
        <translation>全部…</translation>
    </message>
    <message>
        <source>List every version, tokenizer … of the picker, to choose, rename or throw away</source>
        <translation>列出选择框中的全部版本、分词器等，可以选用、重命名或移到回收站</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>换一个名称</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>备注…</translation>
    </message>
    <message>
        <source>Write down what is special about it</source>
        <translation>写下它的特别之处</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Take its settings into the form that makes another one</source>
        <translation>把它的设置填入表单，用来再做一个</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Show it on the Evaluate page with what was made from it</source>
        <translation>在评测对比页显示它以及由它得来的结果</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Open its folder in the file manager</source>
        <translation>在文件管理器中打开它的文件夹</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy the path of its folder</source>
        <translation>复制它的文件夹路径</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Copy the retort-cli command that makes it again</source>
        <translation>复制可以重新得到它的 retort-cli 命令</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Throw it away; it can be taken back from the trash</source>
        <translation>移到回收站，之后还可以取回</translation>
    </message>
    <message>
        <source>Fit and follow</source>
        <translation>适应并跟随</translation>
    </message>
    <message>
        <source>Show the whole run and go along with new points</source>
        <translation>显示整个运行，并跟随新的数据点</translation>
    </message>
    <message>
        <source>Logarithmic Y</source>
        <translation>对数 Y 轴</translation>
    </message>
    <message>
        <source>Draw the Y axis by powers of ten</source>
        <translation>Y 轴按 10 的幂绘制</translation>
    </message>
    <message>
        <source>Logarithmic X</source>
        <translation>对数 X 轴</translation>
    </message>
    <message>
        <source>Draw the X axis by powers of ten</source>
        <translation>X 轴按 10 的幂绘制</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Draw a smoothed curve over the logged points</source>
        <translation>在记录点上绘制平滑曲线</translation>
    </message>
    <message>
        <source>Leave outliers out</source>
        <translation>忽略离群值</translation>
    </message>
    <message>
        <source>Let the Y axis cover the middle 90 % of the values</source>
        <translation>Y 轴只覆盖中间 90 % 的数值</translation>
    </message>
    <message>
        <source>Next X axis</source>
        <translation>切换 X 轴</translation>
    </message>
    <message>
        <source>Count steps, tokens, epochs or time along the X axis, in turn</source>
        <translation>X 轴依次按步数、词元数、轮数或时间计数</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>十字线</translation>
    </message>
    <message>
        <source>Show or hide the values under the pointer</source>
        <translation>显示或隐藏指针处的数值</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>以表格显示</translation>
    </message>
    <message>
        <source>Show the points of the chart as a table</source>
        <translation>以表格显示图中的数据点</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy the chart as a picture</source>
        <translation>把图表复制为图片</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Write the chart to a PNG, SVG or PDF file</source>
        <translation>把图表保存为 PNG、SVG 或 PDF 文件</translation>
    </message>
    <message>
        <source>Save data…</source>
        <translation>保存数据…</translation>
    </message>
    <message>
        <source>Write the logged points to a CSV file</source>
        <translation>把记录点保存为 CSV 文件</translation>
    </message>
    <message>
        <source>Keep rows</source>
        <translation>保留所选行</translation>
    </message>
    <message>
        <source>Mark the selected rows as good; they stay in the next version</source>
        <translation>把所选行标记为良好；它们会留在下一个版本中</translation>
    </message>
    <message>
        <source>Read in Trace</source>
        <translation>在“推理轨迹”中阅读</translation>
    </message>
    <message>
        <source>Open the row&apos;s reasoning on the Trace page, step by step</source>
        <translation>在“推理轨迹”页逐步打开这一行的推理</translation>
    </message>
    <message>
        <source>Copy the row&apos;s texts</source>
        <translation>复制这一行的文本</translation>
    </message>
    <message>
        <source>Copy question, reasoning and answer of the row</source>
        <translation>复制这一行的问题、推理和答案</translation>
    </message>
    <message>
        <source>Copy the rows&apos; numbers</source>
        <translation>复制所选行的序号</translation>
    </message>
    <message>
        <source>Copy the numbers of the selected rows, as retort-cli trace takes them</source>
        <translation>复制所选行的序号，可直接用于 retort-cli trace</translation>
    </message>
    <message>
        <source>Only rows of this source</source>
        <translation>只看这个来源的行</translation>
    </message>
    <message>
        <source>Filter by the source of the row</source>
        <translation>按这一行的来源筛选</translation>
    </message>
    <message>
        <source>Only rows in this language</source>
        <translation>只看这种语言的行</translation>
    </message>
    <message>
        <source>Filter by the language of the row</source>
        <translation>按这一行的语言筛选</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Train with these settings once what trains now has ended</source>
        <translation>当前训练结束后，用这些设置训练</translation>
    </message>
    <message>
        <source>Start the queue</source>
        <translation>开始队列</translation>
    </message>
    <message>
        <source>Begin with the first that waits, then the others; what could not begin is tried again</source>
        <translation>从第一个等待项开始，然后依次进行；没能开始的会再试一次</translation>
    </message>
    <message>
        <source>Hold the queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>What runs goes on; nothing that waits begins after it</source>
        <translation>正在运行的继续；之后等待的都不会开始</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Let the chosen entry of the queue begin before the one above it</source>
        <translation>让选中的队列项排到上一项之前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Let the chosen entry of the queue begin after the one below it</source>
        <translation>让选中的队列项排到下一项之后</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>Take the chosen entry out of the queue</source>
        <translation>把选中的项从队列中移除</translation>
    </message>
    <message>
        <source>Discard all marks…</source>
        <translation>丢弃全部标记…</translation>
    </message>
    <message>
        <source>Remove all marks and edits that are in no version yet, after a question</source>
        <translation>确认后，移除所有尚未进入版本的标记和修改</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>添加步骤</translation>
    </message>
    <message>
        <source>Add one of the cleaning operators to the recipe</source>
        <translation>把一种清洗操作加入配方</translation>
    </message>
    <message>
        <source>Step earlier</source>
        <translation>步骤前移</translation>
    </message>
    <message>
        <source>Let the chosen step of the recipe act before the one above it</source>
        <translation>让选中的步骤在上一步之前执行</translation>
    </message>
    <message>
        <source>Step later</source>
        <translation>步骤后移</translation>
    </message>
    <message>
        <source>Let the chosen step of the recipe act after the one below it</source>
        <translation>让选中的步骤在下一步之后执行</translation>
    </message>
    <message>
        <source>Remove the step</source>
        <translation>删除步骤</translation>
    </message>
    <message>
        <source>Take the chosen step out of the recipe</source>
        <translation>把选中的步骤移出配方</translation>
    </message>
    <message>
        <source>Start from the beginning instead</source>
        <translation>改为从头开始</translation>
    </message>
    <message>
        <source>The next run begins with new weights, not at the chosen checkpoint</source>
        <translation>下一次运行从新的权重开始，而不是从选中的检查点继续</translation>
    </message>
    <message>
        <source>Ask both</source>
        <translation>同时提问</translation>
    </message>
    <message>
        <source>Put the question to the two chosen checkpoints, side by side</source>
        <translation>把问题同时交给选中的两个检查点，并排比较</translation>
    </message>
    <message>
        <source>Ask these questions once what runs now has ended</source>
        <translation>等当前运行的任务结束后再提这些问题</translation>
    </message>
    <message>
        <source>Stop evaluation</source>
        <translation>停止评测</translation>
    </message>
    <message>
        <source>End the evaluation that runs; nothing of it is kept</source>
        <translation>结束正在进行的评测；不保留任何结果</translation>
    </message>
    <message>
        <source>Abort…</source>
        <translation>中止…</translation>
    </message>
    <message>
        <source>End the run now, after a question; the last checkpoint is kept</source>
        <translation>询问后立即结束本次训练；保留最后一个检查点</translation>
    </message>
    <message>
        <source>Queue the evaluation</source>
        <translation>评测加入队列</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>Forget the recent projects; their folders stay as they are</source>
        <translation>忘记最近的项目；它们的文件夹保持原样</translation>
    </message>
</context>
<context>
    <name>charts</name>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Before clipping</source>
        <translation>裁剪前</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>每秒词元数</translation>
    </message>
    <message>
        <source>Training: %1</source>
        <translation>训练：%1</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The disk is full: cannot %1 “%2”. Free some space and try again.</source>
        <translation>磁盘已满，无法%1“%2”。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>No permission to %1 “%2” (%3).</source>
        <translation>没有权限%1“%2”（%3）。</translation>
    </message>
    <message>
        <source>Cannot %1 “%2”: it does not exist.</source>
        <translation>无法%1“%2”：不存在。</translation>
    </message>
    <message>
        <source>Cannot %1 “%2”: %3.</source>
        <translation>无法%1“%2”：%3。</translation>
    </message>
    <message>
        <source>“%1” must be a finite number.</source>
        <translation>“%1”必须是有限的数字。</translation>
    </message>
    <message>
        <source>“%1” is %2 but must be at least %3.</source>
        <translation>“%1”为 %2，但不能小于 %3。</translation>
    </message>
    <message>
        <source>“%1” is %2 but must be at most %3.</source>
        <translation>“%1”为 %2，但不能大于 %3。</translation>
    </message>
    <message>
        <source>“%1” has a value of the wrong type.</source>
        <translation>“%1”的值类型不对。</translation>
    </message>
    <message>
        <source>“%1” is “%2” but must be one of: %3.</source>
        <translation>“%1”为“%2”，但必须是以下之一：%3。</translation>
    </message>
    <message>
        <source>There is no option “%1”.</source>
        <translation>没有名为“%1”的选项。</translation>
    </message>
    <message>
        <source>“%1” is “%2” but must be true or false.</source>
        <translation>“%1”为“%2”，但必须是 true 或 false。</translation>
    </message>
    <message>
        <source>“%1” is “%2” but must be a number.</source>
        <translation>“%1”为“%2”，但必须是数字。</translation>
    </message>
    <message>
        <source>“%1” is “%2” but must be a whole number.</source>
        <translation>“%1”为“%2”，但必须是整数。</translation>
    </message>
    <message>
        <source>The options are not a JSON object.</source>
        <translation>选项不是一个 JSON 对象。</translation>
    </message>
    <message>
        <source>The option “%1” is neither text, number nor true/false.</source>
        <translation>选项“%1”既不是文字、数字，也不是 true/false。</translation>
    </message>
    <message>
        <source>The chat template “%1” is not known to this version of Retort.</source>
        <translation>此版本的 Retort 不认识对话模板“%1”。</translation>
    </message>
    <message>
        <source>The chat template cannot be read: %1</source>
        <translation>无法读取对话模板：%1</translation>
    </message>
    <message>
        <source>This tokenizer has no control symbol %1, so it cannot carry conversations. Train a tokenizer in Retort.</source>
        <translation>这个分词器没有控制符 %1，不能用于对话。请在 Retort 中训练一个分词器。</translation>
    </message>
    <message>
        <source>There is nothing to train on: no sample of the train split is left. Check the length limit and the cleaning recipe.</source>
        <translation>没有可训练的内容：训练集里一个样本也没剩下。请检查长度上限和清洗配方。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: piece %2 cannot be read.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：无法读取词片 %2。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: piece %2 is empty, too long or not UTF-8.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：词片 %2 为空、过长或不是 UTF-8。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: piece %2 (“%3”) has a score that is not a number.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：词片 %2（“%3”）的分数不是数字。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: its training settings cannot be read.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：无法读取其训练设置。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: its normaliser cannot be read.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：无法读取其规范化规则。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: the byte piece “%2” is misspelt.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：字节词片“%2”写法有误。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: the piece “%2” is there twice.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：词片“%2”出现了两次。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: it has no unknown symbol, or more than one.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：没有未知符，或有多个。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: its byte pieces are not complete.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：字节词片不完整。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: its model type is not known.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：模型类型未知。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: the file is empty.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：文件是空的。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: it has too many pieces.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：词片太多。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: it is cut off or damaged.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：文件被截断或已损坏。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: it has no pieces.</source>
        <translation>“%1”不是可用的 sentencepiece 模型：没有词片。</translation>
    </message>
    <message>
        <source>“%1” normalises text (rule “%2”), so text would not come back unchanged. Retort takes sentencepiece models with the rule “identity” only.</source>
        <translation>“%1”会改写文字（规则“%2”），解码后与原文不同。Retort 只接受规则为“identity”的 sentencepiece 模型。</translation>
    </message>
    <message>
        <source>There is not enough memory to load the tokenizer “%1”.</source>
        <translation>内存不足，无法载入分词器“%1”。</translation>
    </message>
    <message>
        <source>“%1” is not a usable sentencepiece model: %2</source>
        <translation>“%1”不是可用的 sentencepiece 模型：%2</translation>
    </message>
    <message>
        <source>sentencepiece could not encode a text: %1</source>
        <translation>sentencepiece 无法编码一段文字：%1</translation>
    </message>
    <message>
        <source>“%1”: tokenizers of kind “%2” cannot be read by this version of Retort.</source>
        <translation>“%1”：此版本的 Retort 无法读取“%2”类分词器。</translation>
    </message>
    <message>
        <source>“%1” is a folder. Choose the tokenizer file in it, such as tokenizer.model.</source>
        <translation>“%1”是文件夹。请选择其中的分词器文件，例如 tokenizer.model。</translation>
    </message>
    <message>
        <source>“%1” is a JSON file. Tokenizers in tokenizer.json form cannot be read by this version of Retort; choose a sentencepiece .model file.</source>
        <translation>“%1”是 JSON 文件。此版本的 Retort 无法读取 tokenizer.json 形式的分词器；请选择 sentencepiece 的 .model 文件。</translation>
    </message>
    <message>
        <source>Addition</source>
        <translation>加法</translation>
    </message>
    <message>
        <source>Addition in a story</source>
        <translation>加法应用题</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较大小</translation>
    </message>
    <message>
        <source>Multiplication</source>
        <translation>乘法</translation>
    </message>
    <message>
        <source>Putting people in order</source>
        <translation>人物排序</translation>
    </message>
    <message>
        <source>Stories of two and three steps</source>
        <translation>两三步应用题</translation>
    </message>
    <message>
        <source>Subtraction</source>
        <translation>减法</translation>
    </message>
    <message>
        <source>Subtraction in a story</source>
        <translation>减法应用题</translation>
    </message>
    <message>
        <source>Syllogisms</source>
        <translation>三段论</translation>
    </message>
    <message>
        <source>Conversion of units</source>
        <translation>单位换算</translation>
    </message>
    <message>
        <source>Demo data has levels 1 to 3, not %1.</source>
        <translation>演示数据的难度是 1 到 3，没有 %1。</translation>
    </message>
    <message>
        <source>There is no kind of demo problem named “%1”.</source>
        <translation>没有名为“%1”的演示题型。</translation>
    </message>
    <message>
        <source>None of the chosen kinds of demo problem has one of the chosen levels.</source>
        <translation>所选题型都没有所选的难度。</translation>
    </message>
    <message>
        <source>Demo data needs at least one record.</source>
        <translation>演示数据至少要有一条记录。</translation>
    </message>
    <message>
        <source>A share lies between 0 and 1, not %1.</source>
        <translation>比例应在 0 到 1 之间，不能是 %1。</translation>
    </message>
    <message>
        <source>The shares of faults and duplicates together are above 1.</source>
        <translation>缺陷和重复的比例之和超过了 1。</translation>
    </message>
    <message>
        <source>Faults are planted in traces: switch the traces on, or set the share of faults to 0.</source>
        <translation>缺陷埋在推理过程里：请打开推理过程，或把缺陷比例设为 0。</translation>
    </message>
    <message>
        <source>Writing demo problems</source>
        <translation>正在写演示题目</translation>
    </message>
    <message>
        <source>“%1” is not a level; levels are 1, 2 and 3.</source>
        <translation>“%1”不是难度；难度有 1、2、3。</translation>
    </message>
    <message>
        <source>To measure cleaning</source>
        <translation>用于检验清洗</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>How many lines are written. No problem is asked twice until all have been asked.</source>
        <translation>写多少行。所有题目都出过之前，不会重复出题。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed and options give the same file on every machine.</source>
        <translation>种子和选项相同，在任何机器上都得到同样的文件。</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>Comma-separated: 1 is column addition and subtraction of up to three digits with their word forms, 2 and 3 add larger numbers, more kinds, doubts and checks. Empty: all.</source>
        <translation>用逗号分隔：1 是三位以内的加减竖式及其应用题，2 和 3 加入更大的数、更多题型以及疑问和检验。留空：全部。</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>题型</translation>
    </message>
    <message>
        <source>Comma-separated, empty for all: %1.</source>
        <translation>用逗号分隔，留空表示全部：%1。</translation>
    </message>
    <message>
        <source>Without traces</source>
        <translation>不带推理过程</translation>
    </message>
    <message>
        <source>The same problems without their reasoning: the control of an experiment.</source>
        <translation>同样的题目，但没有推理过程：用作实验对照。</translation>
    </message>
    <message>
        <source>Share of faults</source>
        <translation>缺陷比例</translation>
    </message>
    <message>
        <source>This share of the lines gets a planted fault; traces then stand inside the content.</source>
        <translation>这一比例的行会埋入一个缺陷；此时推理过程写在正文里。</translation>
    </message>
    <message>
        <source>Share of duplicates</source>
        <translation>重复比例</translation>
    </message>
    <message>
        <source>This share of the lines repeats an earlier one, half of them in slightly other words.</source>
        <translation>这一比例的行与之前的行重复，其中一半措辞略有不同。</translation>
    </message>
    <message>
        <source>There is no version %1.</source>
        <translation>没有版本 %1。</translation>
    </message>
    <message>
        <source>Edits are added with their texts.</source>
        <translation>添加修改时须带上文字。</translation>
    </message>
    <message>
        <source>A tag needs a name.</source>
        <translation>标签需要名称。</translation>
    </message>
    <message>
        <source>The project “%1” is open for reading only.</source>
        <translation>项目“%1”以只读方式打开。</translation>
    </message>
    <message>
        <source>A project needs a name.</source>
        <translation>项目需要名称。</translation>
    </message>
    <message>
        <source>The project “%1” is damaged (%2), and it has no backup. “retort-cli project repair” rebuilds what the sample files still hold.</source>
        <translation>项目“%1”已损坏（%2），而且没有备份。“retort-cli project repair”可以重建样本文件中尚存的内容。</translation>
    </message>
    <message>
        <source>The project “%1” is damaged (%2). Its newest backup is “%3”: restore it, or run “retort-cli project repair”.</source>
        <translation>项目“%1”已损坏（%2）。最新的备份是“%3”：请恢复它，或运行“retort-cli project repair”。</translation>
    </message>
    <message>
        <source>“%1” was not made by Retort: it is no project.</source>
        <translation>“%1”不是 Retort 建立的，不是项目。</translation>
    </message>
    <message>
        <source>The project “%1” was written by a newer Retort (project format %2, this one reads up to %3). Update Retort to open it.</source>
        <translation>项目“%1”由更新版本的 Retort 写成（项目格式 %2，当前版本最高支持 %3）。请更新 Retort 后再打开。</translation>
    </message>
    <message>
        <source>The project “%1” cannot be changed here (no permission to write). Open it read-only, or save a copy elsewhere.</source>
        <translation>无法在此修改项目“%1”（没有写权限）。请以只读方式打开，或另存副本。</translation>
    </message>
    <message>
        <source>The project “%1” lies on a network file system, where one process at a time can open it; it is open elsewhere (%2).</source>
        <translation>项目“%1”位于网络文件系统上，同一时间只能由一个进程打开；它已在别处打开（%2）。</translation>
    </message>
    <message>
        <source>This project lies on a network file system: only one process at a time can open it.</source>
        <translation>这个项目位于网络文件系统上，同一时间只能由一个进程打开。</translation>
    </message>
    <message>
        <source>Retort did not end properly the last time; the project has been checked and is sound.</source>
        <translation>Retort 上次没有正常结束；项目已检查，完好无损。</translation>
    </message>
    <message>
        <source>The project “%1” has an older format. Open it once for writing, so that it is updated.</source>
        <translation>项目“%1”是旧格式。请以可写方式打开一次，以便升级。</translation>
    </message>
    <message>
        <source>There is no Retort project in “%1”: “%2” is missing.</source>
        <translation>“%1”中没有 Retort 项目：缺少“%2”。</translation>
    </message>
    <message>
        <source>The project was updated to the format of this Retort. A backup of the old state is in “%1”.</source>
        <translation>项目已升级到当前 Retort 的格式。旧状态的备份在“%1”。</translation>
    </message>
    <message>
        <source>“%1” is a file; a project needs a folder of its own.</source>
        <translation>“%1”是文件；项目需要单独的文件夹。</translation>
    </message>
    <message>
        <source>There is already a project in “%1”. Open it, or choose another folder.</source>
        <translation>“%1”中已经有项目。请打开它，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder “%1” is not empty. Choose a new or an empty folder for the project.</source>
        <translation>文件夹“%1”不是空的。请为项目选择新的或空的文件夹。</translation>
    </message>
    <message>
        <source>There is no sample file %1.</source>
        <translation>没有样本文件 %1。</translation>
    </message>
    <message>
        <source>A version names sample files that are not there. Run “retort-cli project repair”.</source>
        <translation>某个版本引用的样本文件不存在。请运行“retort-cli project repair”。</translation>
    </message>
    <message>
        <source>There is no source %1.</source>
        <translation>没有来源 %1。</translation>
    </message>
    <message>
        <source>There is no verdict “%1”; use keep or discard.</source>
        <translation>没有“%1”这种判定；请用 keep（保留）或 discard（舍弃）。</translation>
    </message>
    <message>
        <source>Run %1 is being trained by another process (%2: process, machine, task).</source>
        <translation>运行 %1 正由另一个进程训练（%2：进程、机器、任务）。</translation>
    </message>
    <message>
        <source>“%1” lies outside the project.</source>
        <translation>“%1”在项目之外。</translation>
    </message>
    <message>
        <source>There is no %1 number %2 in this project.</source>
        <translation>项目中没有编号为 %2 的 %1。</translation>
    </message>
    <message>
        <source>The name must not be empty.</source>
        <translation>名称不能为空。</translation>
    </message>
    <message>
        <source>This run is being trained. Stop it before moving it to the trash.</source>
        <translation>这次运行正在训练。请先停止，再移到回收站。</translation>
    </message>
    <message>
        <source>No question</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>No reasoning</source>
        <translation>没有推理</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有答案</translation>
    </message>
    <message>
        <source>Empty think tags</source>
        <translation>think 标签为空</translation>
    </message>
    <message>
        <source>Trace never ends: no &lt;/think&gt;</source>
        <translation>推理没有结束：缺少 &lt;/think&gt;</translation>
    </message>
    <message>
        <source>&lt;/think&gt; without &lt;think&gt;</source>
        <translation>有 &lt;/think&gt; 而无 &lt;think&gt;</translation>
    </message>
    <message>
        <source>More than one &lt;/think&gt;</source>
        <translation>有多个 &lt;/think&gt;</translation>
    </message>
    <message>
        <source>Think tag left inside the reasoning</source>
        <translation>推理中残留 think 标签</translation>
    </message>
    <message>
        <source>Text before &lt;think&gt;</source>
        <translation>&lt;think&gt; 之前有文字</translation>
    </message>
    <message>
        <source>Nested think tags</source>
        <translation>think 标签嵌套</translation>
    </message>
    <message>
        <source>Unbalanced answer tags</source>
        <translation>answer 标签不成对</translation>
    </message>
    <message>
        <source>Answer only inside the trace</source>
        <translation>答案只在推理里</translation>
    </message>
    <message>
        <source>Cut by the length limit</source>
        <translation>因长度上限被截断</translation>
    </message>
    <message>
        <source>Trace and answer are the same</source>
        <translation>推理与答案相同</translation>
    </message>
    <message>
        <source>Trace repeats the question</source>
        <translation>推理重复了问题</translation>
    </message>
    <message>
        <source>Damaged sample file</source>
        <translation>样本文件损坏</translation>
    </message>
    <message>
        <source>There is no fault named “%1”.</source>
        <translation>没有名为“%1”的缺陷。</translation>
    </message>
    <message>
        <source>A stored edit cannot be read (%1).</source>
        <translation>无法读取已保存的修改（%1）。</translation>
    </message>
    <message>
        <source>Not enough memory to write samples (%1).</source>
        <translation>内存不足，无法写入样本（%1）。</translation>
    </message>
    <message>
        <source>Samples cannot be written (%1).</source>
        <translation>无法写入样本（%1）。</translation>
    </message>
    <message>
        <source>A sample is larger than 1 GB.</source>
        <translation>有样本大于 1 GB。</translation>
    </message>
    <message>
        <source>The sample file “%1” is damaged (%2). Its samples cannot be read; all others can. Restore the file from a copy of the project, or run “retort-cli project repair”.</source>
        <translation>样本文件“%1”已损坏（%2）。其中的样本无法读取，其余不受影响。请从项目副本恢复该文件，或运行“retort-cli project repair”。</translation>
    </message>
    <message>
        <source>Cannot read “%1” (%2).</source>
        <translation>无法读取“%1”（%2）。</translation>
    </message>
    <message>
        <source>Nothing was imported: no record gave a sample. See the refused records for the reasons.</source>
        <translation>没有导入任何内容：没有一条记录能成为样本。原因见被拒绝的记录。</translation>
    </message>
    <message>
        <source>The disk is full: “%1” cannot be written. Free some space and try again.</source>
        <translation>磁盘已满，无法写入“%1”。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The database “%1” is damaged (%2).</source>
        <translation>数据库“%1”已损坏（%2）。</translation>
    </message>
    <message>
        <source>“%1” is not a database of Retort.</source>
        <translation>“%1”不是 Retort 的数据库。</translation>
    </message>
    <message>
        <source>No permission to write the database “%1” (%2).</source>
        <translation>没有权限写入数据库“%1”（%2）。</translation>
    </message>
    <message>
        <source>The database “%1” is locked by another program.</source>
        <translation>数据库“%1”被其他程序锁定。</translation>
    </message>
    <message>
        <source>Not enough memory for the database.</source>
        <translation>内存不足，数据库无法工作。</translation>
    </message>
    <message>
        <source>Cannot read or write the database “%1” (%2).</source>
        <translation>无法读写数据库“%1”（%2）。</translation>
    </message>
    <message>
        <source>The database “%1” refused a statement (%2).</source>
        <translation>数据库“%1”拒绝了一条语句（%2）。</translation>
    </message>
    <message>
        <source>The trace has no arithmetic statement.</source>
        <translation>推理中没有算式。</translation>
    </message>
    <message>
        <source>“%1”: the number %2 is neither in the question nor a result.</source>
        <translation>“%1”：数字 %2 既不在问题中，也不是计算结果。</translation>
    </message>
    <message>
        <source>“%1” has no column form: the result would be negative.</source>
        <translation>“%1”没有竖式：结果会是负数。</translation>
    </message>
    <message>
        <source>The line “%1” should be “%2”.</source>
        <translation>“%1”这一行应为“%2”。</translation>
    </message>
    <message>
        <source>“%1” cannot be computed.</source>
        <translation>“%1”无法计算。</translation>
    </message>
    <message>
        <source>“%1” is not true.</source>
        <translation>“%1”不成立。</translation>
    </message>
    <message>
        <source>The trace does not arrive at the answer %1.</source>
        <translation>推理没有得出答案 %1。</translation>
    </message>
    <message>
        <source>There is no sample %1 in this version.</source>
        <translation>这个版本中没有样本 %1。</translation>
    </message>
    <message>
        <source>Checking sample files</source>
        <translation>正在检查样本文件</translation>
    </message>
    <message>
        <source>The rows of a version do not fit its sample file. Run “retort-cli project repair”.</source>
        <translation>版本中的行与样本文件不符。请运行“retort-cli project repair”。</translation>
    </message>
    <message>
        <source>A change needs the changed sample.</source>
        <translation>更改须带上改后的样本。</translation>
    </message>
    <message>
        <source>A version is made from another version, not from a source.</source>
        <translation>版本由另一个版本生成，不能由来源生成。</translation>
    </message>
    <message>
        <source>A version needs at least one source.</source>
        <translation>版本至少需要一个来源。</translation>
    </message>
    <message>
        <source>“%1” is a benchmark: it is never trained on. Change its role first.</source>
        <translation>“%1”是基准集，从不用于训练。请先更改它的角色。</translation>
    </message>
    <message>
        <source>There are no changes to make a version from.</source>
        <translation>没有可以生成版本的更改。</translation>
    </message>
    <message>
        <source>Applying changes</source>
        <translation>正在应用更改</translation>
    </message>
    <message>
        <source>Discarded by hand</source>
        <translation>人工舍弃</translation>
    </message>
    <message>
        <source>Edited by hand</source>
        <translation>人工修改</translation>
    </message>
    <message>
        <source>Kept by hand</source>
        <translation>人工保留</translation>
    </message>
    <message>
        <source>“%1” is locked by another process.</source>
        <translation>“%1”被另一个进程锁定。</translation>
    </message>
    <message>
        <source>The project “%1” has been locked for a long time by “%2” (process, machine, task). If that process hangs, end it and try again.</source>
        <translation>项目“%1”已被“%2”（进程、机器、任务）锁定很久。如果那个进程卡住了，请结束它再试。</translation>
    </message>
    <message>
        <source>A write was asked for inside a write.</source>
        <translation>写入过程中又请求了写入。</translation>
    </message>
    <message>
        <source>Grouped-query attention</source>
        <translation>分组查询注意力</translation>
    </message>
    <message>
        <source>Every token looks at all earlier ones; groups of query heads share one key and value head, which shrinks the cache when answering.</source>
        <translation>每个词元都能看到之前的全部词元；若干查询头共用一个键值头，回答时缓存更小。</translation>
    </message>
    <message>
        <source>%1 query heads cannot be shared evenly by %2 key/value heads: choose a divisor of %1.</source>
        <translation>%2 个键值头无法平分 %1 个查询头：请取 %1 的约数。</translation>
    </message>
    <message>
        <source>RMSNorm</source>
        <translation>RMSNorm</translation>
    </message>
    <message>
        <source>Scales each token&apos;s vector to unit root mean square before a block.</source>
        <translation>在每个模块之前把词元向量缩放到均方根为 1。</translation>
    </message>
    <message>
        <source>The norm&apos;s epsilon must lie between 0 and 0.1; it is %1.</source>
        <translation>归一化的 epsilon 必须在 0 到 0.1 之间，现在是 %1。</translation>
    </message>
    <message>
        <source>Rotary positions</source>
        <translation>旋转位置编码</translation>
    </message>
    <message>
        <source>Turns each pair of query and key values by an angle that grows with the position.</source>
        <translation>把查询和键的每一对数值旋转一个随位置增大的角度。</translation>
    </message>
    <message>
        <source>The rotary base must be above 1; it is %1.</source>
        <translation>旋转基数必须大于 1，现在是 %1。</translation>
    </message>
    <message>
        <source>Rotary positions turn pairs of values, so the head size must be even; it is %1.</source>
        <translation>旋转位置编码成对旋转数值，所以每头维度必须是偶数，现在是 %1。</translation>
    </message>
    <message>
        <source>SwiGLU</source>
        <translation>SwiGLU</translation>
    </message>
    <message>
        <source>A gated feed-forward layer: three matrices, one of which opens and closes the other&apos;s values.</source>
        <translation>带门控的前馈层：三个矩阵，其中一个控制另一个的数值开合。</translation>
    </message>
    <message>
        <source>There is no device “%1” here. There is: %2.</source>
        <translation>这里没有设备“%1”。现有：%2。</translation>
    </message>
    <message>
        <source>“%1” cannot be opened: %2. “bash packaging/fetch_libraries.sh” mends a broken LibTorch.</source>
        <translation>无法打开“%1”：%2。运行“bash packaging/fetch_libraries.sh”可以修复损坏的 LibTorch。</translation>
    </message>
    <message>
        <source>There is an NVIDIA driver, but this LibTorch has no CUDA part: run “bash packaging/fetch_libraries.sh” on this machine.</source>
        <translation>有 NVIDIA 驱动，但这份 LibTorch 没有 CUDA 部分：请在本机运行“bash packaging/fetch_libraries.sh”。</translation>
    </message>
    <message>
        <source>CUDA cannot be used: %1</source>
        <translation>无法使用 CUDA：%1</translation>
    </message>
    <message>
        <source>This Retort was built without its learning part (libretort_learn.so is not in “%1”): build it with -DRETORT_LEARN=ON, as packaging/run.sh does.</source>
        <translation>这个 Retort 构建时没有学习部分（“%1”中没有 libretort_learn.so）：请像 packaging/run.sh 那样用 -DRETORT_LEARN=ON 构建。</translation>
    </message>
    <message>
        <source>libgomp.so.1 is missing: install the package libgomp1.</source>
        <translation>缺少 libgomp.so.1：请安装软件包 libgomp1。</translation>
    </message>
    <message>
        <source>Choose a checkpoint, or a run whose untrained student is to be measured.</source>
        <translation>请选择一个检查点，或选择一次运行以评测其未训练的学生模型。</translation>
    </message>
    <message>
        <source>The summary of this evaluation cannot be read.</source>
        <translation>无法读取这次评测的摘要。</translation>
    </message>
    <message>
        <source>The summary of this evaluation cannot be read: %1.</source>
        <translation>无法读取这次评测的摘要：%1。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 always takes the likeliest token; higher is more varied. 0.6 suits reasoning models.</source>
        <translation>0 总是取最可能的词元；越高越多样。推理模型适合 0.6。</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Only the likeliest tokens that together reach this probability are drawn from.</source>
        <translation>只从累计概率达到此值的最可能词元中抽取。</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Only so many of the likeliest tokens are drawn from. 0: all.</source>
        <translation>只从最可能的这么多个词元中抽取。0：全部。</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>Thinking included.</source>
        <translation>包括思考。</translation>
    </message>
    <message>
        <source>Thinking budget</source>
        <translation>思考预算</translation>
    </message>
    <message>
        <source>Thinking is closed after so many tokens, and the answer asked for. 0: no limit.</source>
        <translation>思考超过这么多词元就结束，转为作答。0：不限。</translation>
    </message>
    <message>
        <source>The same seed gives the same answer.</source>
        <translation>种子相同，回答就相同。</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>How many rows of the split are asked, drawn by the seed. 0: all.</source>
        <translation>按种子从该集合抽取多少题提问。0：全部。</translation>
    </message>
    <message>
        <source>Decides which rows are asked, and what sampling draws.</source>
        <translation>决定问哪些题，以及采样抽到什么。</translation>
    </message>
    <message>
        <source>Only kind</source>
        <translation>仅限题型</translation>
    </message>
    <message>
        <source>Only rows whose metadata field “kind” has this value. Empty: all.</source>
        <translation>只取元数据“kind”字段为此值的行。留空：全部。</translation>
    </message>
    <message>
        <source>Only level</source>
        <translation>仅限难度</translation>
    </message>
    <message>
        <source>Only rows whose metadata field “level” has this value. Empty: all.</source>
        <translation>只取元数据“level”字段为此值的行。留空：全部。</translation>
    </message>
    <message>
        <source>An answer that has not ended by then counts as wrong.</source>
        <translation>到此仍未结束的回答算错。</translation>
    </message>
    <message>
        <source>0 (greedy) gives the same score every time.</source>
        <translation>0（贪心）每次得分都相同。</translation>
    </message>
    <message>
        <source>Used above temperature 0 only.</source>
        <translation>仅在温度大于 0 时使用。</translation>
    </message>
    <message>
        <source>Used above temperature 0 only. 0: all.</source>
        <translation>仅在温度大于 0 时使用。0：全部。</translation>
    </message>
    <message>
        <source>Questions at once</source>
        <translation>同时提问数</translation>
    </message>
    <message>
        <source>More is faster and takes more memory.</source>
        <translation>越多越快，也越占内存。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>auto takes the GPU with most free memory, or the CPU.</source>
        <translation>auto 选择空闲显存最多的 GPU，没有则用 CPU。</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>Learns to predict each next token of the teacher&apos;s reasoning and answer.</source>
        <translation>学习预测教师推理和答案中的每个下一词元。</translation>
    </message>
    <message>
        <source>The student&apos;s field “%1” has the wrong type: %2.</source>
        <translation>学生模型的字段“%1”类型不对：%2。</translation>
    </message>
    <message>
        <source>The student&apos;s field “%1” is missing or not a whole number.</source>
        <translation>学生模型的字段“%1”缺失或不是整数。</translation>
    </message>
    <message>
        <source>The student&apos;s field “blocks” must be a list.</source>
        <translation>学生模型的字段“blocks”必须是列表。</translation>
    </message>
    <message>
        <source>There is no block “%1”.</source>
        <translation>没有名为“%1”的模块。</translation>
    </message>
    <message>
        <source>The block “%1” cannot stand in this place.</source>
        <translation>模块“%1”不能放在这个位置。</translation>
    </message>
    <message>
        <source>A student is described by a JSON object; this is none.</source>
        <translation>学生模型由 JSON 对象描述，而这不是。</translation>
    </message>
    <message>
        <source>The student’s “%1” must lie between %2 and %3; it is %4.</source>
        <translation>学生模型的“%1”必须在 %2 到 %3 之间，现在是 %4。</translation>
    </message>
    <message>
        <source>The spread of the first weights must lie between 0 and 1; it is %1.</source>
        <translation>初始权重的标准差必须在 0 到 1 之间，现在是 %1。</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>词嵌入</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>前馈</translation>
    </message>
    <message>
        <source>Norms</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>输出头</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Logits</source>
        <translation>logits</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>细节</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>A proven set of sizes; every size below can then be changed.</source>
        <translation>一组验证过的大小；下面每一项仍可修改。</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>隐藏维度</translation>
    </message>
    <message>
        <source>Length of the vector that carries each token through the layers. Cost grows with its square.</source>
        <translation>携带每个词元穿过各层的向量长度。开销随其平方增长。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>How many pairs of attention and feed-forward a token passes: more layers, more steps of thought per token.</source>
        <translation>词元要经过多少对注意力和前馈：层数越多，每个词元的思考步骤越多。</translation>
    </message>
    <message>
        <source>Attention heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>How many places a token can look at in each layer.</source>
        <translation>每层中一个词元能同时关注多少处。</translation>
    </message>
    <message>
        <source>Key/value heads</source>
        <translation>键值头数</translation>
    </message>
    <message>
        <source>Shared by groups of heads; fewer make the memory of a long answer smaller. Must divide the heads.</source>
        <translation>由多个头共用；越少，长回答占的内存越小。必须能整除头数。</translation>
    </message>
    <message>
        <source>Feed-forward size</source>
        <translation>前馈维度</translation>
    </message>
    <message>
        <source>Width of the gated layer, usually 2.7 times the hidden size.</source>
        <translation>门控层的宽度，通常是隐藏维度的 2.7 倍。</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>最长文本</translation>
    </message>
    <message>
        <source>Question, reasoning and answer together may not be longer. Costs nothing by itself.</source>
        <translation>问题、推理和答案合起来不能更长。本身不增加开销。</translation>
    </message>
    <message>
        <source>Head size</source>
        <translation>每头维度</translation>
    </message>
    <message>
        <source>Values per head; 0 takes hidden size divided by heads.</source>
        <translation>每个头的数值个数；0 表示隐藏维度除以头数。</translation>
    </message>
    <message>
        <source>Tie head and embedding</source>
        <translation>输出头与词嵌入共享</translation>
    </message>
    <message>
        <source>Input and output share one table, which saves much of a small student.</source>
        <translation>输入和输出共用一张表，小模型能省下很多参数。</translation>
    </message>
    <message>
        <source>Bias in query, key, value</source>
        <translation>查询、键、值带偏置</translation>
    </message>
    <message>
        <source>As Qwen2 has it; Llama has none.</source>
        <translation>Qwen2 有，Llama 没有。</translation>
    </message>
    <message>
        <source>Rotary base</source>
        <translation>旋转基数</translation>
    </message>
    <message>
        <source>Larger for longer texts: 10,000 up to about 4,000 tokens, 1,000,000 for 32,000.</source>
        <translation>文本越长取值越大：约 4,000 词元以内用 10,000，32,000 词元用 1,000,000。</translation>
    </message>
    <message>
        <source>Norm epsilon</source>
        <translation>归一化 epsilon</translation>
    </message>
    <message>
        <source>Keeps the norm from dividing by zero.</source>
        <translation>避免归一化时除以零。</translation>
    </message>
    <message>
        <source>Spread of the first weights</source>
        <translation>初始权重标准差</translation>
    </message>
    <message>
        <source>Standard deviation of the normal distribution that the first weights are drawn from.</source>
        <translation>抽取初始权重的正态分布的标准差。</translation>
    </message>
    <message>
        <source>The kind of attention in every layer.</source>
        <translation>每一层的注意力种类。</translation>
    </message>
    <message>
        <source>The kind of feed-forward in every layer.</source>
        <translation>每一层的前馈种类。</translation>
    </message>
    <message>
        <source>Demo · 0.8M</source>
        <translation>演示 · 0.8M</translation>
    </message>
    <message>
        <source>Learns the demo project&apos;s arithmetic in minutes on two CPU cores.</source>
        <translation>在两个 CPU 核上几分钟就能学会演示项目的算术。</translation>
    </message>
    <message>
        <source>Small · 1M</source>
        <translation>小 · 1M</translation>
    </message>
    <message>
        <source>For a first try on own data; an hour on a CPU.</source>
        <translation>适合在自己的数据上初试；CPU 上约一小时。</translation>
    </message>
    <message>
        <source>Medium · 5M</source>
        <translation>中 · 5M</translation>
    </message>
    <message>
        <source>Short reasoning in one field; a night on a CPU, minutes on a GPU.</source>
        <translation>单一领域的短推理；CPU 上一夜，GPU 上几分钟。</translation>
    </message>
    <message>
        <source>Large · 20M</source>
        <translation>大 · 20M</translation>
    </message>
    <message>
        <source>Longer reasoning over several fields; wants a GPU.</source>
        <translation>多个领域的较长推理；需要 GPU。</translation>
    </message>
    <message>
        <source>There is no student preset “%1”.</source>
        <translation>没有名为“%1”的学生模型预设。</translation>
    </message>
    <message>
        <source>The hidden size %1 is not a multiple of %2 heads: change one, or give the head size.</source>
        <translation>隐藏维度 %1 不是头数 %2 的倍数：请改其一，或指定每头维度。</translation>
    </message>
    <message>
        <source>The LibTorch in “%1” is version %2, but this Retort was built for %3. Set RETORT_TORCH to a folder with %3, or get it with “bash packaging/fetch_libraries.sh”.</source>
        <translation>“%1”中的 LibTorch 版本是 %2，而这个 Retort 是为 %3 构建的。请把 RETORT_TORCH 设为 %3 所在的文件夹，或运行“bash packaging/fetch_libraries.sh”获取。</translation>
    </message>
    <message>
        <source>LibTorch %1, which training, evaluation and chat need, was not found in: %2. Get it with “bash packaging/fetch_libraries.sh”, or set RETORT_TORCH to a folder that has it.</source>
        <translation>训练、评测和对话需要 LibTorch %1，但以下位置都没有：%2。请运行“bash packaging/fetch_libraries.sh”获取，或把 RETORT_TORCH 设为它所在的文件夹。</translation>
    </message>
    <message>
        <source>The settings of this run cannot be read: %1.</source>
        <translation>无法读取这次运行的设置：%1。</translation>
    </message>
    <message>
        <source>No student was chosen: give a preset or a saved student.</source>
        <translation>没有选择学生模型：请给出预设或已保存的学生模型。</translation>
    </message>
    <message>
        <source>Nothing ends this run: give steps, epochs or minutes.</source>
        <translation>这次运行没有终点：请给出步数、轮数或分钟数。</translation>
    </message>
    <message>
        <source>A micro-batch cannot be larger than the tokens of a step.</source>
        <translation>微批不能大于每步的词元数。</translation>
    </message>
    <message>
        <source>The CPU computes bf16 far slower than fp32: choose fp32 or automatic.</source>
        <translation>CPU 计算 bf16 远慢于 fp32：请选 fp32 或自动。</translation>
    </message>
    <message>
        <source>This version has no training rows.</source>
        <translation>这个版本没有训练样本。</translation>
    </message>
    <message>
        <source>Aborted.</source>
        <translation>已中止。</translation>
    </message>
    <message>
        <source>This run has no checkpoint to go on from. Start it again with the same settings.</source>
        <translation>这次运行没有可以继续的检查点。请用同样的设置重新开始。</translation>
    </message>
    <message>
        <source>The tokenizer of this run is no longer the one it was trained with.</source>
        <translation>这次运行的分词器已不是当初训练时用的那个。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>How often the weights are changed. 0: as many as the epochs or minutes allow.</source>
        <translation>更新权重多少次。0：由轮数或分钟数决定。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>End after so many passes over the training rows. 0: no such limit.</source>
        <translation>把训练样本过这么多遍后结束。0：不限。</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时间上限</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Tokens per step</source>
        <translation>每步词元数</translation>
    </message>
    <message>
        <source>How much text each change of the weights looks at. Small students learn faster from many small steps: 2,000; larger ones want 16,000 and more.</source>
        <translation>每次更新权重要看多少文字。小模型用许多小步学得更快：2,000；较大的模型需要 16,000 以上。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Size of each change at its peak. 2e-3 for 1M parameters, 3e-4 for 100M.</source>
        <translation>每次更新的最大幅度。1M 参数用 2e-3，100M 用 3e-4。</translation>
    </message>
    <message>
        <source>First weights and order of the samples follow from it: the same seed, the same run.</source>
        <translation>初始权重和样本顺序由它决定：种子相同，运行就相同。</translation>
    </message>
    <message>
        <source>Freest</source>
        <translation>最空闲</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>How the learning rate falls at the end.</source>
        <translation>学习率在末尾如何下降。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Share of decay</source>
        <translation>衰减占比</translation>
    </message>
    <message>
        <source>The last part of the steps, over which it falls; before, it is constant.</source>
        <translation>最后这一部分步数内下降，之前保持不变。</translation>
    </message>
    <message>
        <source>Learning rate at the end</source>
        <translation>最终学习率</translation>
    </message>
    <message>
        <source>As a share of the peak.</source>
        <translation>占峰值的比例。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls matrices towards 0 a little at each step; norms and biases are left alone.</source>
        <translation>每一步把矩阵略微拉向 0；归一化和偏置不受影响。</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s mean.</source>
        <translation>梯度均值的记忆。</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s square.</source>
        <translation>梯度平方的记忆。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Keeps the step from dividing by zero.</source>
        <translation>避免更新时除以零。</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>A gradient longer than this is shortened to it. 0: never.</source>
        <translation>比这更长的梯度会缩短到此值。0：从不。</translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation>微批</translation>
    </message>
    <message>
        <source>A step is computed in pieces of this many tokens, which saves memory and changes nothing else. 0: automatic.</source>
        <translation>一步按这么多词元分块计算，省内存，不影响其他。0：自动。</translation>
    </message>
    <message>
        <source>Measuring and saving</source>
        <translation>检验与保存</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>验证间隔</translation>
    </message>
    <message>
        <source>Loss on the validation rows, and share of right answers to some of their questions. 0: only at the end.</source>
        <translation>在验证集上计算损失，并统计部分题目的答对率。0：只在结束时。</translation>
    </message>
    <message>
        <source>Questions per validation</source>
        <translation>每次验证题数</translation>
    </message>
    <message>
        <source>How many validation questions are answered each time. 0: none.</source>
        <translation>每次验证回答多少题。0：不答。</translation>
    </message>
    <message>
        <source>Validation text</source>
        <translation>验证文本量</translation>
    </message>
    <message>
        <source>At most so many tokens of validation rows are used for the loss, always the same ones.</source>
        <translation>计算损失时最多用这么多验证词元，每次都相同。</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>End when so many validations in a row brought no better loss. 0: never.</source>
        <translation>连续这么多次验证损失没有改善就结束。0：从不。</translation>
    </message>
    <message>
        <source>validations</source>
        <translation>次验证</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>From a checkpoint a run can go on, and a student can be asked. 0: only at the end.</source>
        <translation>可以从检查点继续训练，也可以向它提问。0：只在结束时。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation>个检查点</translation>
    </message>
    <message>
        <source>Point every</source>
        <translation>记录间隔</translation>
    </message>
    <message>
        <source>Steps between two points of the charts.</source>
        <translation>图表上两点之间的步数。</translation>
    </message>
    <message>
        <source>Data and loss</source>
        <translation>数据与损失</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>What training makes smaller.</source>
        <translation>训练要减小的量。</translation>
    </message>
    <message>
        <source>Without reasoning</source>
        <translation>不用推理</translation>
    </message>
    <message>
        <source>Trains on question and answer alone: the control run that shows what the traces bring.</source>
        <translation>只用问题和答案训练：作为对照，看推理过程带来了什么。</translation>
    </message>
    <message>
        <source>Longest sample</source>
        <translation>最长样本</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>bf16 halves memory and doubles speed on a GPU that has it; the CPU computes in fp32.</source>
        <translation>在支持的 GPU 上，bf16 内存减半、速度加倍；CPU 用 fp32 计算。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>fp32</source>
        <translation>fp32</translation>
    </message>
    <message>
        <source>bf16</source>
        <translation>bf16</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>The demo project&apos;s recipe: 1,000 small steps in at most 10 minutes on two CPU cores.</source>
        <translation>演示项目的配方：1,000 个小步，两个 CPU 核上最多 10 分钟。</translation>
    </message>
    <message>
        <source>Short look</source>
        <translation>快速试跑</translation>
    </message>
    <message>
        <source>200 steps: does the loss fall at all?</source>
        <translation>200 步：看看损失是否下降。</translation>
    </message>
    <message>
        <source>Long run</source>
        <translation>长时间训练</translation>
    </message>
    <message>
        <source>Three passes over the rows in large steps, for students of 5M parameters and more.</source>
        <translation>用大步把样本过三遍，适合 5M 参数以上的学生模型。</translation>
    </message>
    <message>
        <source>Cannot cut the text into words (ICU: %1).</source>
        <translation>无法把文字切分成词（ICU：%1）。</translation>
    </message>
    <message>
        <source>Control symbols</source>
        <translation>控制符</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Symbols kept whole</source>
        <translation>保持完整的符号</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Latin letters</source>
        <translation>拉丁字母</translation>
    </message>
    <message>
        <source>Punctuation and signs</source>
        <translation>标点和符号</translation>
    </message>
    <message>
        <source>Mixed and other</source>
        <translation>混合及其他</translation>
    </message>
    <message>
        <source>Sample %1 has no question and is not trained on.</source>
        <translation>样本 %1 没有问题，不参与训练。</translation>
    </message>
    <message>
        <source>Sample %1 has no answer and is not trained on.</source>
        <translation>样本 %1 没有答案，不参与训练。</translation>
    </message>
    <message>
        <source>Encoding samples</source>
        <translation>正在编码样本</translation>
    </message>
    <message>
        <source>“%1” cannot be a symbol of its own: it is reserved, has a blank in it, is longer than 64 bytes or not valid UTF-8.</source>
        <translation>“%1”不能作为单独的符号：它是保留字、含空格、超过 64 字节或不是有效的 UTF-8。</translation>
    </message>
    <message>
        <source>A vocabulary of %1 tokens is too small: with these settings it needs at least %2. Raise the vocabulary size, or set it to 0 to fit it to the corpus.</source>
        <translation>%1 个词元的词表太小：按这些设置至少需要 %2。请增大词表，或设为 0 以适应语料。</translation>
    </message>
    <message>
        <source>The corpus has %1 characters for the chosen coverage; a vocabulary of %2 tokens has room for the %3 most frequent ones, the others are written as bytes. For all of them take at least %4.</source>
        <translation>按所选覆盖率，语料有 %1 个字符；%2 个词元的词表只能容纳最常用的 %3 个，其余写成字节。要全部容纳，至少需要 %4。</translation>
    </message>
    <message>
        <source>There is no text to train a tokenizer on: the train split of this version is empty.</source>
        <translation>没有可训练分词器的文字：这个版本的训练集是空的。</translation>
    </message>
    <message>
        <source>sentencepiece could not make a vocabulary: %1</source>
        <translation>sentencepiece 无法生成词表：%1</translation>
    </message>
    <message>
        <source>Learning the vocabulary</source>
        <translation>正在学习词表</translation>
    </message>
    <message>
        <source>Training the tokenizer ran out of memory. Lower “Characters used at most”.</source>
        <translation>训练分词器时内存不足。请降低“最多使用字符数”。</translation>
    </message>
    <message>
        <source>sentencepiece ended unexpectedly. Its last words: %1</source>
        <translation>sentencepiece 意外结束。最后的输出：%1</translation>
    </message>
    <message>
        <source>Counting characters</source>
        <translation>正在统计字符</translation>
    </message>
    <message>
        <source>Reading the texts</source>
        <translation>正在读取文字</translation>
    </message>
    <message>
        <source>There is too little text for BPE: no two neighbouring characters could be merged. Take “Unigram” or more text.</source>
        <translation>文字太少，无法用 BPE：没有可合并的相邻字符。请改用“Unigram”或增加文字。</translation>
    </message>
    <message>
        <source>Only %1 of the %2 tokens asked for could be made of this corpus; more text or another algorithm would be needed.</source>
        <translation>要求 %2 个词元，这份语料只能生成 %1 个；需要更多文字或换一种算法。</translation>
    </message>
    <message>
        <source>%1 of %2 texts do not come back unchanged from this tokenizer, the first one in sample %3. It was not saved.</source>
        <translation>%2 段文字中有 %1 段经此分词器还原后不同，第一段在样本 %3。分词器没有保存。</translation>
    </message>
    <message>
        <source>%1 of %2 texts do not come back unchanged from this tokenizer, the first one in sample %3: they have characters that it does not know. It was not saved. Turn on “Unknown characters as bytes”.</source>
        <translation>%2 段文字中有 %1 段经此分词器还原后不同，第一段在样本 %3：含有它不认识的字符。分词器没有保存。请打开“未知字符写成字节”。</translation>
    </message>
    <message>
        <source>Vocabulary size</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>How many tokens the vocabulary has, control symbols and the 256 bytes included. 0 fits it to the corpus: 272 plus twice the number of its characters. Small models want small vocabularies: embeddings cost vocabulary × width parameters.</source>
        <translation>词表有多少词元，包括控制符和 256 个字节。0 表示适应语料：272 加上字符数的两倍。小模型适合小词表：词嵌入的参数量是词表 × 宽度。</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>算法</translation>
    </message>
    <message>
        <source>Unigram keeps the pieces that explain the corpus best (Kudo 2018); BPE merges the most frequent pairs (Sennrich et al. 2016).</source>
        <translation>Unigram 保留最能解释语料的词片（Kudo 2018）；BPE 合并最常见的相邻对（Sennrich 等 2016）。</translation>
    </message>
    <message>
        <source>Unigram</source>
        <translation>Unigram</translation>
    </message>
    <message>
        <source>BPE</source>
        <translation>BPE</translation>
    </message>
    <message>
        <source>Character coverage</source>
        <translation>字符覆盖率</translation>
    </message>
    <message>
        <source>Share of the corpus whose characters get a token of their own. Rarer characters are written as bytes, three tokens for a Chinese one; nothing is lost.</source>
        <translation>语料中有多大比例的字符拥有自己的词元。更少见的字符写成字节，一个汉字三个词元；不会丢失内容。</translation>
    </message>
    <message>
        <source>Characters used at most</source>
        <translation>最多使用字符数</translation>
    </message>
    <message>
        <source>A larger corpus is sampled evenly down to this. Time and memory grow with it: about 100 MB and 10 seconds per million characters.</source>
        <translation>更大的语料会均匀抽样到此数量。时间和内存随之增长：每百万字符约 100 MB、10 秒。</translation>
    </message>
    <message>
        <source>million</source>
        <translation>百万</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Threads of sentencepiece. Another number sums in another order and may give a slightly different vocabulary, so it does not follow the machine.</source>
        <translation>sentencepiece 的线程数。线程数不同，求和顺序就不同，词表可能略有差别，所以它不随机器变化。</translation>
    </message>
    <message>
        <source>Decides which texts are taken when the corpus is sampled.</source>
        <translation>决定语料抽样时取哪些文字。</translation>
    </message>
    <message>
        <source>Unknown characters as bytes</source>
        <translation>未知字符写成字节</translation>
    </message>
    <message>
        <source>Off: a character outside the vocabulary is lost. Only for vocabularies that hold every character that will ever be asked.</source>
        <translation>关闭后，词表之外的字符会丢失。只适用于包含所有可能字符的词表。</translation>
    </message>
    <message>
        <source>One token per digit</source>
        <translation>每位数字一个词元</translation>
    </message>
    <message>
        <source>Small models calculate far better when every digit is a token of its own.</source>
        <translation>每位数字单独成词元时，小模型的计算能力好得多。</translation>
    </message>
    <message>
        <source>Measuring the tokenizer</source>
        <translation>正在检验分词器</translation>
    </message>
    <message>
        <source>Not enough memory. Close other programs or choose smaller sizes.</source>
        <translation>内存不足。请关闭其他程序，或选择更小的规模。</translation>
    </message>
    <message>
        <source>Something went wrong inside Retort (%1). This is a mistake of the program: please report it.</source>
        <translation>Retort 内部出错（%1）。这是程序的错误，请向我们报告。</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of the window. Your data is never translated.</source>
        <translation>界面的语言。你的数据不会被翻译。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light or dark; “as the system” follows the desktop while Retort is open.</source>
        <translation>浅色或深色；“跟随系统”会随桌面实时变化。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Factor on all text; also Ctrl+= and Ctrl+-, and Ctrl+0 for 1.</source>
        <translation>所有文字的缩放倍数；也可用 Ctrl+= 和 Ctrl+-，Ctrl+0 恢复为 1。</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Folding and messages appear at once instead of sliding.</source>
        <translation>折叠和消息直接出现，不再滑动。</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <source>How many threads a job may use; 0 takes all of this machine. Results do not depend on it.</source>
        <translation>一个任务可用的线程数；0 表示用满本机。结果与它无关。</translation>
    </message>
    <message>
        <source>Reopen the last project</source>
        <translation>重新打开上次的项目</translation>
    </message>
    <message>
        <source>Start with the project and page that were open last.</source>
        <translation>启动时打开上次的项目和页面。</translation>
    </message>
    <message>
        <source>Stay awake while training</source>
        <translation>训练时不休眠</translation>
    </message>
    <message>
        <source>Ask the system not to suspend while a run is going.</source>
        <translation>训练进行时，请系统不要休眠。</translation>
    </message>
    <message>
        <source>Tell me when a run ends</source>
        <translation>训练结束时通知我</translation>
    </message>
    <message>
        <source>A desktop notification when a run ends while the window is not in front.</source>
        <translation>窗口不在最前时，训练结束会发出桌面通知。</translation>
    </message>
    <message>
        <source>“%1” is not a backup of a Retort project.</source>
        <translation>“%1”不是 Retort 项目的备份。</translation>
    </message>
    <message>
        <source>The backup “%1” was written by a newer Retort.</source>
        <translation>备份“%1”由更新版本的 Retort 写成。</translation>
    </message>
    <message>
        <source>The backup “%1” is damaged (%2). Choose another one.</source>
        <translation>备份“%1”已损坏（%2）。请选择其他备份。</translation>
    </message>
    <message>
        <source>The project “%1” is open. Close it everywhere first.</source>
        <translation>项目“%1”正打开着。请先在各处关闭它。</translation>
    </message>
    <message>
        <source>The copy of the database is damaged (%1).</source>
        <translation>数据库副本已损坏（%1）。</translation>
    </message>
    <message>
        <source>Copying files</source>
        <translation>正在复制文件</translation>
    </message>
    <message>
        <source>“%1” is there already. Choose a new or an empty folder for the copy.</source>
        <translation>“%1”已存在。请为副本选择新的或空的文件夹。</translation>
    </message>
    <message>
        <source>Copying the database</source>
        <translation>正在复制数据库</translation>
    </message>
    <message>
        <source>The copy of “%1” is incomplete.</source>
        <translation>“%1”的副本不完整。</translation>
    </message>
    <message>
        <source>The database is damaged: %1</source>
        <translation>数据库已损坏：%1</translation>
    </message>
    <message>
        <source>The indexes of the database were built anew; nothing was lost.</source>
        <translation>已重建数据库索引，没有丢失任何内容。</translation>
    </message>
    <message>
        <source>The backup “%1” was restored; the damaged database is in the trash.</source>
        <translation>已恢复备份“%1”；损坏的数据库在回收站里。</translation>
    </message>
    <message>
        <source>There was no sound backup: a new database was made, the damaged one is in the trash. Names, decisions and metrics are lost.</source>
        <translation>没有完好的备份：已新建数据库，损坏的在回收站里。名称、决定和指标已丢失。</translation>
    </message>
    <message>
        <source>The rows of sample file %1 were rebuilt from it.</source>
        <translation>已从样本文件 %1 重建它的行。</translation>
    </message>
    <message>
        <source>The database does not know the sample file “%1”.</source>
        <translation>数据库中没有样本文件“%1”的记录。</translation>
    </message>
    <message>
        <source>“%1” holds changed texts of a version that the database does not know; it is left where it is.</source>
        <translation>“%1”含有某个版本改过的文字，但数据库中没有该版本；文件保持原样。</translation>
    </message>
    <message>
        <source>An import was never finished; its files are left to the next sweep.</source>
        <translation>有一次导入没有完成；它的文件留待下次清理。</translation>
    </message>
    <message>
        <source>A sample file belongs to an import that the database knows without it; it is left where it is.</source>
        <translation>有样本文件所属的导入在数据库中并不包含它；文件保持原样。</translation>
    </message>
    <message>
        <source>The database does not know run %1.</source>
        <translation>数据库中没有运行 %1 的记录。</translation>
    </message>
    <message>
        <source>Run %1 was listed again from its folder; its metrics are lost.</source>
        <translation>已根据文件夹重新登记运行 %1；它的指标已丢失。</translation>
    </message>
    <message>
        <source>Checking the database</source>
        <translation>正在检查数据库</translation>
    </message>
    <message>
        <source>There is no folder “%1”.</source>
        <translation>没有文件夹“%1”。</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>第 %1 步：%2</translation>
    </message>
    <message>
        <source>The recipe has no step that is switched on.</source>
        <translation>清洗配方中没有启用的步骤。</translation>
    </message>
    <message>
        <source>Learning: %1</source>
        <translation>正在学习：%1</translation>
    </message>
    <message>
        <source>Judging the rows</source>
        <translation>正在判断各行</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Cleaning needs a project.</source>
        <translation>清洗需要一个项目。</translation>
    </message>
    <message>
        <source>Making the version</source>
        <translation>正在生成版本</translation>
    </message>
    <message>
        <source>There is no cleaning operator “%1”. Known ones: %2.</source>
        <translation>没有名为“%1”的清洗算子。已有：%2。</translation>
    </message>
    <message>
        <source>Asks the same as row %1.</source>
        <translation>与第 %1 行的问题相同。</translation>
    </message>
    <message>
        <source>Asks and answers the same as row %1.</source>
        <translation>与第 %1 行的问题和答案相同。</translation>
    </message>
    <message>
        <source>The same as row %1 in all texts.</source>
        <translation>所有文字都与第 %1 行相同。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>What must be equal, but for width, case and white space. Several traces of one question are often wanted: compare question and answer, or all, to keep them.</source>
        <translation>哪些内容必须相同（不计全角半角、大小写和空白）。同一问题常需要多条推理：要保留它们，请比较问题和答案，或比较全部。</translation>
    </message>
    <message>
        <source>question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>question and answer</source>
        <translation>问题和答案</translation>
    </message>
    <message>
        <source>question, reasoning and answer</source>
        <translation>问题、推理和答案</translation>
    </message>
    <message>
        <source>Which row of several equal ones stays.</source>
        <translation>几行相同时保留哪一行。</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>第一行</translation>
    </message>
    <message>
        <source>the one with the longest reasoning</source>
        <translation>推理最长的一行</translation>
    </message>
    <message>
        <source>Exact duplicates</source>
        <translation>完全重复</translation>
    </message>
    <message>
        <source>Drops rows that repeat another row, but for width, case and white space. Numbers are compared as they are.</source>
        <translation>丢弃与其他行重复的行，不计全角半角、大小写和空白。数字按原样比较。</translation>
    </message>
    <message>
        <source>Question, at least</source>
        <translation>问题不少于</translation>
    </message>
    <message>
        <source>Question, at most</source>
        <translation>问题不多于</translation>
    </message>
    <message>
        <source>Reasoning, at least</source>
        <translation>推理不少于</translation>
    </message>
    <message>
        <source>Reasoning, at most</source>
        <translation>推理不多于</translation>
    </message>
    <message>
        <source>Answer, at least</source>
        <translation>答案不少于</translation>
    </message>
    <message>
        <source>Answer, at most</source>
        <translation>答案不多于</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字</translation>
    </message>
    <message>
        <source>Shorter ones are dropped. An empty one is not judged here.</source>
        <translation>更短的行会被丢弃。空白的不在此判断。</translation>
    </message>
    <message>
        <source>Longer ones are dropped. 0: no limit.</source>
        <translation>更长的行会被丢弃。0：不限。</translation>
    </message>
    <message>
        <source>Length window</source>
        <translation>长度范围</translation>
    </message>
    <message>
        <source>Drops rows whose question, reasoning or answer is too short or too long, counted in characters.</source>
        <translation>丢弃问题、推理或答案过短或过长的行，按字符计。</translation>
    </message>
    <message>
        <source>The lower limit %1 is above the upper limit %2: every row would be dropped.</source>
        <translation>下限 %1 高于上限 %2：所有行都会被丢弃。</translation>
    </message>
    <message>
        <source>Without a question</source>
        <translation>没有问题的</translation>
    </message>
    <message>
        <source>No question.</source>
        <translation>没有问题。</translation>
    </message>
    <message>
        <source>Without a reasoning</source>
        <translation>没有推理的</translation>
    </message>
    <message>
        <source>No reasoning.</source>
        <translation>没有推理。</translation>
    </message>
    <message>
        <source>Without an answer</source>
        <translation>没有答案的</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>没有答案。</translation>
    </message>
    <message>
        <source>Without a reference answer</source>
        <translation>没有参考答案的</translation>
    </message>
    <message>
        <source>No reference answer.</source>
        <translation>没有参考答案。</translation>
    </message>
    <message>
        <source>The teacher stopped at its length limit.</source>
        <translation>教师模型到长度上限时停止了。</translation>
    </message>
    <message>
        <source>The reasoning never ends.</source>
        <translation>推理没有结束。</translation>
    </message>
    <message>
        <source>Drops rows in which this part is empty or only white space.</source>
        <translation>丢弃这一部分为空或只有空白的行。</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>被截断的</translation>
    </message>
    <message>
        <source>Drops rows whose generation ended at a length limit, or whose reasoning was never closed and has no answer.</source>
        <translation>丢弃因长度上限而中断的行，以及推理没有结束、也没有答案的行。</translation>
    </message>
    <message>
        <source>Missing parts</source>
        <translation>缺少部分</translation>
    </message>
    <message>
        <source>Drops rows that lack a part that training needs, and rows that were cut off.</source>
        <translation>丢弃缺少训练所需部分的行，以及被截断的行。</translation>
    </message>
    <message>
        <source>The pattern is wrong at character %1: %2.</source>
        <translation>表达式在第 %1 个字符处有误：%2。</translation>
    </message>
    <message>
        <source>The pattern takes too many steps on one of the rows. Repetitions inside repetitions, such as (a+)+, are the usual reason.</source>
        <translation>表达式在某一行上步数过多。常见原因是重复里套重复，例如 (a+)+。</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>system prompt</source>
        <translation>系统提示</translation>
    </message>
    <message>
        <source>source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>metadata (JSON)</source>
        <translation>元数据（JSON）</translation>
    </message>
    <message>
        <source>The pattern occurs in the %1.</source>
        <translation>%1中出现了该表达式。</translation>
    </message>
    <message>
        <source>The pattern does not occur.</source>
        <translation>没有出现该表达式。</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>A regular expression as Perl writes it, for instance https?:// or ^\s*$ ; it may match anywhere in the text.</source>
        <translation>Perl 写法的正则表达式，例如 https?:// 或 ^\s*$ ；可匹配文字中任何位置。</translation>
    </message>
    <message>
        <source>In</source>
        <translation>查找范围</translation>
    </message>
    <message>
        <source>Which text is searched.</source>
        <translation>在哪些文字中查找。</translation>
    </message>
    <message>
        <source>question, reasoning or answer</source>
        <translation>问题、推理或答案</translation>
    </message>
    <message>
        <source>Rows with it</source>
        <translation>含有它的行</translation>
    </message>
    <message>
        <source>Drop the rows in which the pattern occurs, or keep only those.</source>
        <translation>丢弃出现该表达式的行，或只保留这些行。</translation>
    </message>
    <message>
        <source>drop</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>keep, drop the others</source>
        <translation>保留，丢弃其余</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>Takes the pattern literally, character by character.</source>
        <translation>把表达式当作普通文字逐字查找。</translation>
    </message>
    <message>
        <source>Ignore case</source>
        <translation>不分大小写</translation>
    </message>
    <message>
        <source>Capital and small letters are the same.</source>
        <translation>大写与小写字母视为相同。</translation>
    </message>
    <message>
        <source>Pattern filter</source>
        <translation>表达式筛选</translation>
    </message>
    <message>
        <source>Drops, or keeps only, the rows in which a regular expression or plain text occurs.</source>
        <translation>丢弃（或只保留）出现某个正则表达式或文字的行。</translation>
    </message>
    <message>
        <source>The pattern filter has no pattern yet.</source>
        <translation>表达式筛选还没有填写表达式。</translation>
    </message>
    <message>
        <source>The reasoning still stood in the answer; it was moved to its place.</source>
        <translation>推理还留在答案里，已移到推理处。</translation>
    </message>
    <message>
        <source>An empty pair of think tags was removed from the answer.</source>
        <translation>已从答案中去掉一对空的 think 标签。</translation>
    </message>
    <message>
        <source>A second %1 before the answer was removed.</source>
        <translation>已去掉答案前的第二个 %1。</translation>
    </message>
    <message>
        <source>The answer began with the same reasoning once more; the repetition was removed.</source>
        <translation>答案开头又重复了同样的推理，已去掉重复。</translation>
    </message>
    <message>
        <source>Text stands between two end tags: reasoning or answer cannot be told apart.</source>
        <translation>两个结束标签之间有文字：无法区分是推理还是答案。</translation>
    </message>
    <message>
        <source>Text between two end tags was added to the reasoning.</source>
        <translation>两个结束标签之间的文字已并入推理。</translation>
    </message>
    <message>
        <source>Think tags inside the answer were removed; the text stays.</source>
        <translation>已去掉答案中的 think 标签，文字保留。</translation>
    </message>
    <message>
        <source>The answer stood behind the end tag of the reasoning; it was moved to its place.</source>
        <translation>答案写在推理的结束标签之后，已移到答案处。</translation>
    </message>
    <message>
        <source>The reasoning ended with the answer once more; the repetition was removed.</source>
        <translation>推理末尾又重复了答案，已去掉重复。</translation>
    </message>
    <message>
        <source>A stray %1 at the end of the reasoning was removed.</source>
        <translation>已去掉推理末尾多余的 %1。</translation>
    </message>
    <message>
        <source>A stray %1 in the reasoning was removed.</source>
        <translation>已去掉推理中多余的 %1。</translation>
    </message>
    <message>
        <source>Tags inside the reasoning were removed; the text stays.</source>
        <translation>已去掉推理中的标签，文字保留。</translation>
    </message>
    <message>
        <source>%1 around the answer was removed.</source>
        <translation>已去掉答案外的 %1。</translation>
    </message>
    <message>
        <source>Text between two end tags</source>
        <translation>两个结束标签之间的文字</translation>
    </message>
    <message>
        <source>What happens to real text between a first and a second end tag. Tags with nothing between them are always just removed.</source>
        <translation>第一个和第二个结束标签之间若有实际文字如何处理。中间没有文字的标签总是直接去掉。</translation>
    </message>
    <message>
        <source>stays in the answer</source>
        <translation>留在答案里</translation>
    </message>
    <message>
        <source>goes to the reasoning</source>
        <translation>并入推理</translation>
    </message>
    <message>
        <source>drops the row</source>
        <translation>丢弃该行</translation>
    </message>
    <message>
        <source>Think tag repair</source>
        <translation>think 标签修复</translation>
    </message>
    <message>
        <source>Removes stray, doubled, empty and nested think tags and puts reasoning and answer where they belong. No text is lost; tags inside code stay.</source>
        <translation>去掉多余、重复、空的和嵌套的 think 标签，把推理和答案放到各自的位置。文字不会丢失；代码中的标签保留。</translation>
    </message>
    <message>
        <source>This is no cleaning recipe: %1</source>
        <translation>这不是清洗配方：%1</translation>
    </message>
    <message>
        <source>a step has no operator.</source>
        <translation>有一步没有算子。</translation>
    </message>
    <message>
        <source>“retort_recipe” or the list “steps” is missing.</source>
        <translation>缺少“retort_recipe”或列表“steps”。</translation>
    </message>
    <message>
        <source>This recipe was written by a newer Retort.</source>
        <translation>这个清洗配方由更新版本的 Retort 写成。</translation>
    </message>
    <message>
        <source>There is no cleaning operator “%1”.</source>
        <translation>没有名为“%1”的清洗算子。</translation>
    </message>
    <message>
        <source>Choosing questions</source>
        <translation>正在选取题目</translation>
    </message>
    <message>
        <source>No row of this split has a reference answer to check, or none is of the kind and level asked for.</source>
        <translation>该划分中没有带参考答案、可供核对的行，或没有符合所选题型和难度的行。</translation>
    </message>
    <message>
        <source>Answering questions</source>
        <translation>正在作答</translation>
    </message>
    <message>
        <source>“%1” is not a file that can be read to its end (a pipe, socket or device). Save its data to a file first.</source>
        <translation>“%1”不是能读到末尾的文件（而是管道、套接字或设备）。请先把数据存成文件。</translation>
    </message>
    <message>
        <source>“%1” is a folder. Choose the data files inside it.</source>
        <translation>“%1”是文件夹。请选择其中的数据文件。</translation>
    </message>
    <message>
        <source>“%1” is a %2 file. Retort reads JSON and JSON lines, plain or packed with gzip; convert or unpack it first.</source>
        <translation>“%1”是 %2 文件。Retort 读取 JSON 和 JSON 行，可以是 gzip 压缩的；请先转换或解包。</translation>
    </message>
    <message>
        <source>“%1” is only a Git LFS pointer; the data itself was not downloaded. Run “git lfs pull” in its folder.</source>
        <translation>“%1”只是 Git LFS 指针，数据本身没有下载。请在其文件夹中运行“git lfs pull”。</translation>
    </message>
    <message>
        <source>Not enough memory to unpack a file.</source>
        <translation>内存不足，无法解压文件。</translation>
    </message>
    <message>
        <source>“%1” is damaged: its packed data does not unpack (%2). Download it again.</source>
        <translation>“%1”已损坏：压缩数据无法解开（%2）。请重新下载。</translation>
    </message>
    <message>
        <source>“%1” unpacks to more than 200 times its size: this is no text data, perhaps a decompression bomb. It was not read further.</source>
        <translation>“%1”解压后超过原大小的 200 倍：这不是文本数据，可能是解压炸弹。没有继续读取。</translation>
    </message>
    <message>
        <source>“%1” ends in the middle of its packed data: it was not copied or downloaded to its end. Nothing of it was imported.</source>
        <translation>“%1”的压缩数据中途结束：没有完整复制或下载。没有导入其中任何内容。</translation>
    </message>
    <message>
        <source>“%1” changed while it was read. Wait until it is complete and import it again; nothing of it was kept.</source>
        <translation>“%1”在读取过程中发生了变化。请等它写完再重新导入；没有保留其中任何内容。</translation>
    </message>
    <message>
        <source>An object or a list of objects stands where a text was expected.</source>
        <translation>应为文字的地方是一个对象或对象列表。</translation>
    </message>
    <message>
        <source>No question, reasoning or answer in this record; its fields have other names, or are empty.</source>
        <translation>这条记录没有问题、推理或答案：字段名不同，或为空。</translation>
    </message>
    <message>
        <source>No file to import. Choose at least one .jsonl or .json file.</source>
        <translation>没有要导入的文件。请至少选择一个 .jsonl 或 .json 文件。</translation>
    </message>
    <message>
        <source>No import format has an option “%1”.</source>
        <translation>没有导入格式有“%1”这个选项。</translation>
    </message>
    <message>
        <source>The instruction is</source>
        <translation>instruction 用作</translation>
    </message>
    <message>
        <source>Where the field “instruction” goes when “input” has a text too. By itself: the system prompt when it is the same in all first records, else the head of the question.</source>
        <translation>“input”也有文字时，字段“instruction”放在哪里。自动识别：若开头各条记录都相同，则为系统提示，否则放在问题开头。</translation>
    </message>
    <message>
        <source>recognised by itself</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>the head of the question</source>
        <translation>问题开头</translation>
    </message>
    <message>
        <source>the system prompt</source>
        <translation>系统提示</translation>
    </message>
    <message>
        <source>Alpaca with &lt;think&gt; (also 110k-SFT)</source>
        <translation>带 &lt;think&gt; 的 Alpaca（也用于 110k-SFT）</translation>
    </message>
    <message>
        <source>Records with instruction, input and output; the reasoning stands in think tags inside output. Earlier turns (history) are kept as metadata.</source>
        <translation>含 instruction、input 和 output 的记录；推理写在 output 的 think 标签里。之前的对话（history）保留为元数据。</translation>
    </message>
    <message>
        <source>Equation as reasoning</source>
        <translation>以方程作推理</translation>
    </message>
    <message>
        <source>Takes the equation (x=135/3) as the reasoning. Without it the equation goes to the metadata, and the samples have none.</source>
        <translation>把方程（x=135/3）当作推理。不勾选时方程放入元数据，样本没有推理。</translation>
    </message>
    <message>
        <source>Ape210K</source>
        <translation>Ape210K</translation>
    </message>
    <message>
        <source>Records with original_text, ans and equation. The answer is also the reference answer; there is no reasoning.</source>
        <translation>含 original_text、ans 和 equation 的记录。答案同时作为参考答案；没有推理。</translation>
    </message>
    <message>
        <source>Chinese-DeepSeek-R1-Distill (110k)</source>
        <translation>Chinese-DeepSeek-R1-Distill（110k）</translation>
    </message>
    <message>
        <source>Records with input, reasoning_content and content. repo_name becomes the source; scores and token counts are kept as metadata.</source>
        <translation>含 input、reasoning_content 和 content 的记录。repo_name 作为来源；分数和词元数保留为元数据。</translation>
    </message>
    <message>
        <source>Keep calculator marks</source>
        <translation>保留计算器标记</translation>
    </message>
    <message>
        <source>Leaves marks such as &lt;&lt;48/2=24&gt;&gt; in the reasoning. Without it they go to the metadata.</source>
        <translation>在推理中保留 &lt;&lt;48/2=24&gt;&gt; 这类标记。不勾选时它们放入元数据。</translation>
    </message>
    <message>
        <source>Write answers as \boxed{…}</source>
        <translation>答案写成 \boxed{…}</translation>
    </message>
    <message>
        <source>Puts the final number into \boxed{…}, as R1 writes it. The reference answer stays a plain number.</source>
        <translation>像 R1 那样把最后的数字写进 \boxed{…}。参考答案仍是普通数字。</translation>
    </message>
    <message>
        <source>GSM8K</source>
        <translation>GSM8K</translation>
    </message>
    <message>
        <source>Records with question and answer, the final number behind “####”. The human solution becomes the reasoning, the number answer and reference.</source>
        <translation>含 question 和 answer 的记录，最终数字在“####”之后。人写的解法作为推理，数字作为答案和参考答案。</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Problem key</source>
        <translation>题目键</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Where it stands in a record: name, name.other, name[0], name[-1], name[*] or [&quot;odd name&quot;]. Empty: nowhere.</source>
        <translation>它在记录中的位置：name、name.other、name[0]、name[-1]、name[*] 或 [&quot;特殊名称&quot;]。留空：没有。</translation>
    </message>
    <message>
        <source>Split think tags in the answer</source>
        <translation>拆分答案中的 think 标签</translation>
    </message>
    <message>
        <source>Takes the reasoning out of think tags in the answer when no other field holds it.</source>
        <translation>没有其他字段存放推理时，从答案的 think 标签中取出推理。</translation>
    </message>
    <message>
        <source>Own mapping</source>
        <translation>自定义映射</translation>
    </message>
    <message>
        <source>For records of any other shape: say which field is the question, the reasoning, the answer. All other fields are kept as metadata.</source>
        <translation>用于其他任何形状的记录：指明哪个字段是问题、推理、答案。其余字段都保留为元数据。</translation>
    </message>
    <message>
        <source>A mapping needs at least the field of the question or of the answer.</source>
        <translation>映射至少需要问题或答案的字段。</translation>
    </message>
    <message>
        <source>No list of messages with roles in this record.</source>
        <translation>这条记录中没有带角色的消息列表。</translation>
    </message>
    <message>
        <source>Samples from</source>
        <translation>样本取自</translation>
    </message>
    <message>
        <source>In conversations of several turns: one sample from the last answer, or one from each. The turns before it are kept as metadata (history).</source>
        <translation>多轮对话：从最后一个回答生成一个样本，或每个回答各一个。之前的轮次保留为元数据（history）。</translation>
    </message>
    <message>
        <source>the last answer</source>
        <translation>最后一个回答</translation>
    </message>
    <message>
        <source>each answer</source>
        <translation>每个回答</translation>
    </message>
    <message>
        <source>Messages (OpenAI, ShareGPT)</source>
        <translation>消息（OpenAI、ShareGPT）</translation>
    </message>
    <message>
        <source>Records with messages or conversations. The reasoning stands in reasoning_content, reasoning or thinking, in a typed part of the content, or in think tags.</source>
        <translation>含 messages 或 conversations 的记录。推理在 reasoning_content、reasoning 或 thinking 中，在内容的分类片段中，或在 think 标签中。</translation>
    </message>
    <message>
        <source>No list of generations in this record.</source>
        <translation>这条记录中没有 generations 列表。</translation>
    </message>
    <message>
        <source>No generation of this record was verified as right.</source>
        <translation>这条记录没有一个生成结果被验证为正确。</translation>
    </message>
    <message>
        <source>Only verified generations</source>
        <translation>只要验证过的生成结果</translation>
    </message>
    <message>
        <source>Leaves out the generations that Math-Verify did not find right (correctness_math_verify).</source>
        <translation>略去 Math-Verify 未判为正确的生成结果（correctness_math_verify）。</translation>
    </message>
    <message>
        <source>OpenR1-Math (several generations)</source>
        <translation>OpenR1-Math（多个生成结果）</translation>
    </message>
    <message>
        <source>Records with problem, answer and a list of generations. Each generation becomes a sample with its own flags; the answer is the reference.</source>
        <translation>含 problem、answer 和 generations 列表的记录。每个生成结果成为一个带各自标志的样本；answer 作为参考答案。</translation>
    </message>
    <message>
        <source>Question, reasoning, answer</source>
        <translation>问题、推理、答案</translation>
    </message>
    <message>
        <source>Plain records with a question and an answer and usually a reasoning, under any of the common names (question, problem, thinking, cot, response …) or with think tags inside the answer.</source>
        <translation>普通记录，有问题和答案，通常还有推理，使用任一常见字段名（question、problem、thinking、cot、response……），或推理在答案的 think 标签里。</translation>
    </message>
    <message>
        <source>Adding the rows to the project</source>
        <translation>正在把行加入项目</translation>
    </message>
    <message>
        <source>“%1” holds no record that can be read. Line %2: %3</source>
        <translation>“%1”中没有能读取的记录。第 %2 行：%3</translation>
    </message>
    <message>
        <source>No known format fits the fields of “%1”. Name one, or use the format “mapping” and say which field is what.</source>
        <translation>没有已知格式符合“%1”的字段。请指定一个格式，或用“mapping”格式指明各字段是什么。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>正在导入 %1</translation>
    </message>
    <message>
        <source>There is nothing to import: the files are empty.</source>
        <translation>没有可导入的内容：文件是空的。</translation>
    </message>
    <message>
        <source>An import needs a project to go into.</source>
        <translation>导入需要一个目标项目。</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Share of the problems; rows of one problem stay together.</source>
        <translation>占题目的比例；同一题目的行总在一起。</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>来源名称</translation>
    </message>
    <message>
        <source>How the source is called in lists. Empty: the name of the first file.</source>
        <translation>来源在列表中的名称。留空：用第一个文件名。</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>A benchmark is never trained on; it serves to find its questions in the training data and to measure.</source>
        <translation>基准集从不用于训练；它用来在训练数据中查找同样的题目，以及测评。</translation>
    </message>
    <message>
        <source>for training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>benchmark</source>
        <translation>基准集</translation>
    </message>
    <message>
        <source>Split of these rows</source>
        <translation>这些行的划分</translation>
    </message>
    <message>
        <source>Where the split of a row is taken from. Rows without one are split by the shares below.</source>
        <translation>行的划分从哪里来。没有划分的行按下面的比例划分。</translation>
    </message>
    <message>
        <source>train, valid or test in the file name</source>
        <translation>文件名中的 train、valid 或 test</translation>
    </message>
    <message>
        <source>all for training</source>
        <translation>全部用于训练</translation>
    </message>
    <message>
        <source>all for validation</source>
        <translation>全部用于验证</translation>
    </message>
    <message>
        <source>all for the test</source>
        <translation>全部用于测试</translation>
    </message>
    <message>
        <source>Report of refused records</source>
        <translation>被拒绝记录的报告</translation>
    </message>
    <message>
        <source>A JSONL file with file, line, reason and text of every record that could not be read. Empty: none.</source>
        <translation>一个 JSONL 文件，列出每条无法读取的记录的文件、行号、原因和文字。留空：不写。</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>版本名称</translation>
    </message>
    <message>
        <source>The version that holds the new rows. Empty: a name is made.</source>
        <translation>包含新行的版本。留空：自动取名。</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试集比例</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>Smallest number of validation and of test rows, when there are enough.</source>
        <translation>行数足够时，验证集和测试集各自的最少行数。</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>划分种子</translation>
    </message>
    <message>
        <source>Another number gives another split.</source>
        <translation>换一个数字，划分就不同。</translation>
    </message>
    <message>
        <source>No known format fits its fields. Choose one, or say with “Own mapping” which field is what.</source>
        <translation>没有已知格式符合它的字段。请选择一个格式，或用“自定义映射”指明各字段是什么。</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>正在查看文件</translation>
    </message>
    <message>
        <source>“%1” is no path into a record (character %2). Write name, name.other, name[0], name[-1], name[*] or [&quot;odd name&quot;].</source>
        <translation>“%1”不是记录中的路径（第 %2 个字符）。请写 name、name.other、name[0]、name[-1]、name[*] 或 [&quot;特殊名称&quot;]。</translation>
    </message>
    <message>
        <source>A string in this record is not valid JSON.</source>
        <translation>这条记录中有字符串不是有效的 JSON。</translation>
    </message>
    <message>
        <source>Half of a character pair (%1) at byte %2: the other half is missing, so this is no text.</source>
        <translation>第 %2 字节处只有半个字符对（%1）：缺少另一半，不成文字。</translation>
    </message>
    <message>
        <source>The escape %1 at byte %2 does not exist in JSON; write a backslash as \\.</source>
        <translation>第 %2 字节处的转义 %1 在 JSON 中不存在；反斜杠请写成 \\。</translation>
    </message>
    <message>
        <source>Byte %1 is not valid UTF-8: the text is damaged or in another encoding.</source>
        <translation>第 %1 字节不是有效的 UTF-8：文字已损坏，或是其他编码。</translation>
    </message>
    <message>
        <source>A NUL byte at byte %1: the file is damaged or not a text file.</source>
        <translation>第 %1 字节是 NUL：文件已损坏，或不是文本文件。</translation>
    </message>
    <message>
        <source>A raw control character or line end inside a string at byte %1; JSON needs it escaped.</source>
        <translation>第 %1 字节处，字符串中有未转义的控制字符或换行；JSON 要求转义。</translation>
    </message>
    <message>
        <source>A string is not closed: the record was cut off.</source>
        <translation>有字符串没有结束：记录被截断了。</translation>
    </message>
    <message>
        <source>Nested deeper than %1 levels.</source>
        <translation>嵌套超过 %1 层。</translation>
    </message>
    <message>
        <source>A number is not written as JSON wants it.</source>
        <translation>有数字不符合 JSON 的写法。</translation>
    </message>
    <message>
        <source>The record is empty.</source>
        <translation>记录是空的。</translation>
    </message>
    <message>
        <source>The record is too large to be read.</source>
        <translation>记录太大，无法读取。</translation>
    </message>
    <message>
        <source>Not enough memory to read a record.</source>
        <translation>内存不足，无法读取记录。</translation>
    </message>
    <message>
        <source>Not valid JSON: a bracket, comma, colon or quote is missing or too many.</source>
        <translation>不是有效的 JSON：括号、逗号、冒号或引号缺少或多余。</translation>
    </message>
    <message>
        <source>Not valid JSON; the word %1 at byte %2 is Python&apos;s, JSON has null, true and false.</source>
        <translation>不是有效的 JSON；第 %2 字节处的 %1 是 Python 的写法，JSON 用 null、true 和 false。</translation>
    </message>
    <message>
        <source>Not an object: a record must be { … } with named fields.</source>
        <translation>不是对象：记录必须是带字段名的 { … }。</translation>
    </message>
    <message>
        <source>Longer than %1 MiB: no sample is that long, so a line end or quote is missing here.</source>
        <translation>超过 %1 MiB：没有这么长的样本，这里应是缺少换行或引号。</translation>
    </message>
    <message>
        <source>The file ends inside this record: it was not copied or downloaded to its end.</source>
        <translation>文件在这条记录中间结束：没有完整复制或下载。</translation>
    </message>
    <message>
        <source>CPU · slower</source>
        <translation>CPU · 较慢</translation>
    </message>
    <message>
        <source>There is no precision “%1”.</source>
        <translation>没有名为“%1”的精度。</translation>
    </message>
    <message>
        <source>“%1” cannot be used: CUDA did not start. See the log for the reason.</source>
        <translation>无法使用“%1”：CUDA 没有启动。原因见日志。</translation>
    </message>
    <message>
        <source>%1 has no bf16: choose fp32 or automatic.</source>
        <translation>%1 不支持 bf16：请选择 fp32 或自动。</translation>
    </message>
    <message>
        <source>Not enough memory on %1 (%2). Choose a smaller micro-batch, a shorter longest sample or a smaller student.</source>
        <translation>%1 的内存不足（%2）。请减小微批大小、缩短最长样本，或选择更小的学生模型。</translation>
    </message>
    <message>
        <source>The device %1 failed: %2. Restart Retort and resume the run.</source>
        <translation>设备 %1 出现故障：%2。请重启 Retort，然后继续这次运行。</translation>
    </message>
    <message>
        <source>LibTorch failed: %1</source>
        <translation>LibTorch 出错：%1</translation>
    </message>
    <message>
        <source>The checkpoint “%1” is damaged: %2 is missing. Use another checkpoint of the run.</source>
        <translation>检查点“%1”已损坏：缺少 %2。请使用这次运行的其他检查点。</translation>
    </message>
    <message>
        <source>The checkpoint “%1” is damaged: %2 was changed or cut. Use another checkpoint of the run.</source>
        <translation>检查点“%1”已损坏：%2 被改动或截断。请使用这次运行的其他检查点。</translation>
    </message>
    <message>
        <source>The checkpoint “%1” is damaged: %2 cannot be read. Use another checkpoint of the run.</source>
        <translation>检查点“%1”已损坏：无法读取 %2。请使用这次运行的其他检查点。</translation>
    </message>
    <message>
        <source>There is no whole checkpoint in “%1”.</source>
        <translation>“%1”中没有完整的检查点。</translation>
    </message>
    <message>
        <source>The checkpoint “%1” was written by a newer Retort.</source>
        <translation>检查点“%1”由更新版本的 Retort 写成。</translation>
    </message>
    <message>
        <source>The tokenizer in “%1” does not belong to the student there.</source>
        <translation>“%1”中的分词器与其中的学生模型不匹配。</translation>
    </message>
    <message>
        <source>The student has no weight “%1”.</source>
        <translation>学生模型没有名为“%1”的权重。</translation>
    </message>
    <message>
        <source>Tensors of type %1 cannot be stored.</source>
        <translation>无法保存 %1 类型的张量。</translation>
    </message>
    <message>
        <source>Tensors of type %1 cannot be read.</source>
        <translation>无法读取 %1 类型的张量。</translation>
    </message>
    <message>
        <source>“%1” became shorter while it was read.</source>
        <translation>“%1”在读取过程中变短了。</translation>
    </message>
    <message>
        <source>“%1” is too short for a safetensors file.</source>
        <translation>“%1”太短，不可能是 safetensors 文件。</translation>
    </message>
    <message>
        <source>“%1” is not a safetensors file, or it is cut: its header would be %2 bytes long.</source>
        <translation>“%1”不是 safetensors 文件，或已被截断：按其记载，文件头长达 %2 字节。</translation>
    </message>
    <message>
        <source>“%1” has no tensor “%2”.</source>
        <translation>“%1”中没有张量“%2”。</translation>
    </message>
    <message>
        <source>“%1”: tensor “%2” has the shape %3, the student needs %4.</source>
        <translation>“%1”：张量“%2”的形状是 %3，学生模型需要 %4。</translation>
    </message>
    <message>
        <source>“%1” is not a safetensors file: its header does not start with “{”.</source>
        <translation>“%1”不是 safetensors 文件：文件头不以“{”开头。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: its header is nested too deeply.</source>
        <translation>“%1”不是完好的 safetensors 文件：文件头嵌套过深。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: “%2” is there twice.</source>
        <translation>“%1”不是完好的 safetensors 文件：“%2”出现了两次。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: its header is not valid JSON.</source>
        <translation>“%1”不是完好的 safetensors 文件：文件头不是有效的 JSON。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: its metadata is not an object of texts.</source>
        <translation>“%1”不是完好的 safetensors 文件：元数据不是由文字组成的对象。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: a size or offset of “%2” is not a whole number from 0 on.</source>
        <translation>“%1”不是完好的 safetensors 文件：“%2”的某个大小或偏移不是非负整数。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: “%2” must have dtype, shape and data_offsets and nothing else.</source>
        <translation>“%1”不是完好的 safetensors 文件：“%2”必须有且只有 dtype、shape 和 data_offsets。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: the type of “%2” is not known.</source>
        <translation>“%1”不是完好的 safetensors 文件：“%2”的类型未知。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: shape and data_offsets of “%2” must be lists.</source>
        <translation>“%1”不是完好的 safetensors 文件：“%2”的 shape 和 data_offsets 必须是列表。</translation>
    </message>
    <message>
        <source>“%1” is cut or damaged: the data of “%2” does not lie inside the file.</source>
        <translation>“%1”被截断或已损坏：“%2”的数据超出了文件范围。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: the shape of “%2” is too large.</source>
        <translation>“%1”不是完好的 safetensors 文件：“%2”的形状过大。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: the data of “%2” is not as long as its shape says.</source>
        <translation>“%1”不是完好的 safetensors 文件：“%2”的数据长度与形状不符。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: “%2” shares bytes with another tensor.</source>
        <translation>“%1”不是完好的 safetensors 文件：“%2”与另一个张量的数据重叠。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: before “%2” there are bytes of no tensor.</source>
        <translation>“%1”不是完好的 safetensors 文件：“%2”之前有不属于任何张量的字节。</translation>
    </message>
    <message>
        <source>“%1” is not a sound safetensors file: there are bytes after the last tensor.</source>
        <translation>“%1”不是完好的 safetensors 文件：最后一个张量之后还有多余的字节。</translation>
    </message>
    <message>
        <source>The state of the run cannot be read: %1.</source>
        <translation>无法读取运行的状态：%1。</translation>
    </message>
    <message>
        <source>The checkpoint “%1” is of another student than the run.</source>
        <translation>检查点“%1”的学生模型与这次运行的不同。</translation>
    </message>
    <message>
        <source>There is no loss “%1”.</source>
        <translation>没有名为“%1”的损失函数。</translation>
    </message>
    <message>
        <source>Best validation loss so far: %1.</source>
        <translation>目前最低的验证损失：%1。</translation>
    </message>
    <message>
        <source>Answering validation questions</source>
        <translation>正在回答验证题</translation>
    </message>
    <message>
        <source>Checkpoint at step %1.</source>
        <translation>已在第 %1 步保存检查点。</translation>
    </message>
    <message>
        <source>Resumed at step %1.</source>
        <translation>已从第 %1 步继续。</translation>
    </message>
    <message>
        <source>No checkpoint of this run is whole. Start it again with the same settings.</source>
        <translation>这次运行没有完整的检查点。请用相同的设置重新开始。</translation>
    </message>
    <message>
        <source>Training · loss %1</source>
        <translation>正在训练 · 损失 %1</translation>
    </message>
    <message>
        <source>Stopped at step %1 and saved.</source>
        <translation>已在第 %1 步停止并保存。</translation>
    </message>
    <message>
        <source>Stopped early at step %1: no better loss for a while.</source>
        <translation>已在第 %1 步提前停止：损失已有一段时间没有改善。</translation>
    </message>
    <message>
        <source>The file of tokenizer “%1” has changed since it was made.</source>
        <translation>分词器“%1”的文件在生成之后被改动过。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Take fields of usual names</source>
        <translation>采用常见名称的字段</translation>
    </message>
    <message>
        <source>Also takes source, reference answer, split and tags from fields with the usual names (repo_name, tags …). Off: only what is mapped; the rest is metadata.</source>
        <translation>同时从常见名称的字段（repo_name、tags……）读取来源、参考答案、划分和标签。关闭时只取已映射的字段，其余作为元数据保留。</translation>
    </message>
    <message>
        <source>This tokenizer does not tell the settings it was trained with.</source>
        <translation>这个分词器没有保存训练时的设置。</translation>
    </message>
    <message>
        <source>Send earlier turns</source>
        <translation>附带此前的对话</translation>
    </message>
    <message>
        <source>The student sees the conversation so far. Students that learnt from single questions answer better without it.</source>
        <translation>学生模型会看到此前的对话。只学过单个问题的学生模型，不附带时回答得更好。</translation>
    </message>
    <message>
        <source>“%1” is a folder. Name a file to write.</source>
        <translation>“%1”是文件夹。请指定要写入的文件。</translation>
    </message>
    <message>
        <source>The folder “%1” does not exist, so “%2” cannot be written there. Make the folder first, or name another one.</source>
        <translation>文件夹“%1”不存在，无法在其中写入“%2”。请先创建该文件夹，或另选一个。</translation>
    </message>
    <message>
        <source>“%1” is not a folder, so “%2” cannot be written there. Name another one.</source>
        <translation>“%1”不是文件夹，无法在其中写入“%2”。请另选一个。</translation>
    </message>
    <message>
        <source>No permission to write “%2” into the folder “%1”. Name another one.</source>
        <translation>没有权限将“%2”写入文件夹“%1”。请另选一个。</translation>
    </message>
    <message>
        <source>Asks the same as another row.</source>
        <translation>问题与另一行相同。</translation>
    </message>
    <message>
        <source>Asks and answers the same as another row.</source>
        <translation>问题和答案与另一行相同。</translation>
    </message>
    <message>
        <source>The same as another row in all texts.</source>
        <translation>所有文本均与另一行相同。</translation>
    </message>
    <message>
        <source>The sample file “%1” is missing: the copy lacks it as well. “retort-cli project repair” tells what is lost.</source>
        <translation>样本文件“%1”不存在，副本中也没有它。“retort-cli project repair”会列出丢失的内容。</translation>
    </message>
    <message>
        <source>The checkpoint “%1” was removed meanwhile: the copy does not list it.</source>
        <translation>检查点“%1”在复制期间被删除，副本中不再列出它。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>How the new version is called in lists. Empty: a name is made.</source>
        <translation>新版本在列表中的名称。留空则自动命名。</translation>
    </message>
    <message>
        <source>Keep a file&apos;s own split</source>
        <translation>保留文件自带的划分</translation>
    </message>
    <message>
        <source>Where records say themselves what they are for, that holds; the shares divide the rest.</source>
        <translation>记录自己写明用途的，以其为准；其余按比例划分。</translation>
    </message>
    <message>
        <source>Splitting the rows</source>
        <translation>正在划分各行</translation>
    </message>
    <message>
        <source>The version “%1” needs it.</source>
        <translation>版本“%1”需要它。</translation>
    </message>
    <message>
        <source>The tokenizer “%1” needs it.</source>
        <translation>分词器“%1”需要它。</translation>
    </message>
    <message>
        <source>The student “%1” needs it.</source>
        <translation>学生模型“%1”需要它。</translation>
    </message>
    <message>
        <source>The run “%1” needs it.</source>
        <translation>运行“%1”需要它。</translation>
    </message>
    <message>
        <source>The evaluation “%1” needs it.</source>
        <translation>评测“%1”需要它。</translation>
    </message>
    <message>
        <source>The chat “%1” needs it.</source>
        <translation>对话“%1”需要它。</translation>
    </message>
    <message>
        <source>“%1” is not in the trash.</source>
        <translation>“%1”不在回收站中。</translation>
    </message>
    <message>
        <source>“%1” cannot be removed alone: something else in the trash comes from it. Delete that first, or empty the trash.</source>
        <translation>无法单独删除“%1”：回收站中还有由它生成的内容。请先删除那些内容，或清空回收站。</translation>
    </message>
    <message>
        <source>“%1” cannot be removed: something still needs it. %2</source>
        <translation>无法删除“%1”：仍有内容需要它。%2</translation>
    </message>
    <message>
        <source>Restoring the backup</source>
        <translation>正在恢复备份</translation>
    </message>
    <message>
        <source>The backup “%1” was restored; the database that was there is in the trash.</source>
        <translation>已恢复备份“%1”；原来的数据库在回收站里。</translation>
    </message>
    <message>
        <source>The project “%1” cannot be read while it is being written from elsewhere. Try again when nobody works on it.</source>
        <translation>项目“%1”正在被其他位置写入，暂时无法读取。请在无人使用时再试。</translation>
    </message>
    <message>
        <source>“%1” is in the trash. Restore it, or leave it out.</source>
        <translation>“%1”在回收站中。请还原它，或不选它。</translation>
    </message>
    <message>
        <source>The format “%1” has no option “%2”. Leave the option out, or choose the format that has it.</source>
        <translation>格式“%1”没有选项“%2”。请去掉该选项，或选择拥有它的格式。</translation>
    </message>
    <message>
        <source>The option “%1” belongs to the format %2, and no file was recognised as that. Leave it out, or name the format.</source>
        <translation>选项“%1”属于格式 %2，但没有文件被识别为该格式。请去掉该选项，或指明格式。</translation>
    </message>
    <message>
        <source>its field “split”</source>
        <translation>其“split”字段</translation>
    </message>
    <message>
        <source>“%1” cannot be read. Take it out of the list, or bring a whole copy of it.</source>
        <translation>无法读取“%1”。请将其移出列表，或换成完整的副本。</translation>
    </message>
    <message>
        <source>None of the first records can be read. See the problems for the reasons.</source>
        <translation>开头的记录全都无法读取。原因见“问题”。</translation>
    </message>
    <message>
        <source>The format of “%1” is not known. Choose one, or say which field is what.</source>
        <translation>无法识别“%1”的格式。请选择一种格式，或说明各字段的含义。</translation>
    </message>
    <message>
        <source>“%1” cannot change here: going on from a checkpoint of run “%2” keeps its samples and their order. Start a new run to change it.</source>
        <translation>“%1”在这里不能改：从运行“%2”的检查点继续时，样本及其顺序保持不变。要改它，请新开一次运行。</translation>
    </message>
    <message>
        <source>Checkpoint %1 is not one of run “%2”.</source>
        <translation>检查点 %1 不属于运行“%2”。</translation>
    </message>
    <message>
        <source>The number of steps is cut so that the run, decay included, fits; only a validation at its end may go beyond it. 0: no limit.</source>
        <translation>步数会被缩减，使运行（含衰减）在时限内完成；只有最后一次验证可能超出。0：不限。</translation>
    </message>
    <message>
        <source>Longer samples are left out; how many, the run tells when it starts. 0: what the student can hold.</source>
        <translation>更长的样本不使用；运行开始时会说明有多少。0：以学生模型能容纳的长度为限。</translation>
    </message>
    <message>
        <source>This may take %1 MiB on %2, where %3 MiB are free. Choose a shorter longest answer or fewer questions at once, or pause the training.</source>
        <translation>这可能需要 %2 上的 %1 MiB，而只有 %3 MiB 空闲。请缩短最长回答或减少同时提问数，或者暂停训练。</translation>
    </message>
    <message>
        <source>Goes on from step %1 of run “%2” with other settings.</source>
        <translation>从运行“%2”的第 %1 步以新设置继续。</translation>
    </message>
    <message>
        <source>Trains on %1 of %2 rows; validates on %3 of %4.</source>
        <translation>训练使用 %2 行中的 %1 行；验证使用 %4 行中的 %3 行。</translation>
    </message>
    <message>
        <source>The loss or its gradient became infinite at step %1; the weights were not changed by it. Resuming would meet it again: go on from the last checkpoint with a lower learning rate (“retort-cli train --resume %2 --learning-rate %3”), or look at the samples of this step.</source>
        <translation>第 %1 步的损失或梯度变成了无穷大；权重未被这一步改动。原样继续会再次遇到：请用更低的学习率从最后一个检查点继续（“retort-cli train --resume %2 --learning-rate %3”），或查看这一步的样本。</translation>
    </message>
    <message>
        <source>The loss or its gradient became infinite at step %1, before the first checkpoint. Start again with a lower learning rate, such as %2, or look at the samples of this step.</source>
        <translation>第 %1 步的损失或梯度变成了无穷大，此前还没有检查点。请用更低的学习率（例如 %2）重新开始，或查看这一步的样本。</translation>
    </message>
    <message>
        <source>The project “%1” was changed by another version of Retort meanwhile. Open it again.</source>
        <translation>项目“%1”期间被另一版本的 Retort 更改过。请重新打开。</translation>
    </message>
    <message>
        <source>Run %1 was listed again from its folder, with what its journal holds.</source>
        <translation>运行 %1 已根据其文件夹重新列出，并收入了其日志中的内容。</translation>
    </message>
    <message>
        <source>The project is open elsewhere.</source>
        <translation>项目正在别处打开。</translation>
    </message>
    <message>
        <source>“%1” is the name of another one already, perhaps in the trash. Choose another name.</source>
        <translation>“%1”已是另一项的名称，它可能在回收站里。请换一个名称。</translation>
    </message>
    <message>
        <source>The source “%1” needs it.</source>
        <translation>来源“%1”需要它。</translation>
    </message>
    <message>
        <source>The checkpoint “%1” needs it.</source>
        <translation>检查点“%1”需要它。</translation>
    </message>
    <message>
        <source>What run %1 wrote while the project was not open cannot be imported now: %2 It stays in the folder of the run.</source>
        <translation>运行 %1 在项目未打开期间写下的内容现在无法导入：%2 这些内容保留在该运行的文件夹中。</translation>
    </message>
    <message>
        <source>Run %1 of the project “%2” is being trained. Stop it first.</source>
        <translation>项目“%2”的运行 %1 正在训练。请先停止它。</translation>
    </message>
    <message>
        <source>The files of “%1” are missing: the copy lacks them as well.</source>
        <translation>“%1”的文件缺失：副本中也没有这些文件。</translation>
    </message>
    <message>
        <source>The project “%1” was closed here, so that others can open it.</source>
        <translation>项目“%1”已在此处关闭，以便其他程序打开它。</translation>
    </message>
    <message>
        <source>The journal of run %1 was written by a newer Retort. Update Retort to import it.</source>
        <translation>运行 %1 的日志由更新版本的 Retort 写成。请更新 Retort 以导入它。</translation>
    </message>
    <message>
        <source>%1 What run %2 wrote is in “%3” and is imported by whoever has the project open, or when it is opened next.</source>
        <translation>%1 运行 %2 写下的内容在“%3”中，由打开该项目的程序导入，或在下次打开时导入。</translation>
    </message>
    <message>
        <source>A head needs at least 2 values; it has %1.</source>
        <translation>每个注意力头至少需要 2 个数值，现在是 %1 个。</translation>
    </message>
    <message>
        <source>Continues on %1 instead of %2. Both are %3 and compute in %4, so the numbers are those of a run that never moved.</source>
        <translation>改在 %1 上继续，此前在 %2 上。两者都是 %3，都以 %4 计算，因此数值与从未换过设备的运行相同。</translation>
    </message>
    <message>
        <source>Continues on %1 (%2, %3) instead of %4 (%5, %6). The numbers are close to those of a run that never moved, but not exactly the same.</source>
        <translation>改在 %1（%2，%3）上继续，此前在 %4（%5，%6）上。数值与从未换过设备的运行接近，但不完全相同。</translation>
    </message>
    <message>
        <source>There is no family of models “%1”.</source>
        <translation>没有模型家族“%1”。</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>常数表</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>How vectors are scaled before each block.</source>
        <translation>每个模块之前向量如何缩放。</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>How a token knows its place in the text.</source>
        <translation>token 如何知道自己在文本中的位置。</translation>
    </message>
    <message>
        <source>The learning rate rises from 0 over these steps: fewer than the steps of the run. Where epochs or minutes end it sooner, a tenth of its steps is taken.</source>
        <translation>学习率在这些步内从 0 升起：须少于运行的步数。如果轮数或时间使运行更早结束，则取其步数的十分之一。</translation>
    </message>
    <message>
        <source>This student cannot write: its attention “%1” looks at later tokens too.</source>
        <translation>这个学生模型不能写作：它的注意力“%1”也看后面的 token。</translation>
    </message>
    <message>
        <source>Trains on %1 (%2) in %3.</source>
        <translation>在 %1（%2）上以 %3 训练。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>discard</source>
        <translation>舍弃</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>in characters</source>
        <translation>以字计</translation>
    </message>
    <message>
        <source>Question len.</source>
        <translation>问题字数</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>The sample file “%1” has format %2; this Retort reads formats up to %3. A newer Retort wrote it: use that one.</source>
        <translation>样本文件“%1”的格式是 %2；当前的 Retort 最高能读到格式 %3。它由更新的 Retort 写成：请使用那个版本。</translation>
    </message>
    <message>
        <source>Filling new columns</source>
        <translation>正在填充新增的列</translation>
    </message>
    <message>
        <source>Chinese characters</source>
        <translation>汉字</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>examine</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>look at</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Question of %n character(s), below %1.</source>
        <translation>问题只有 %n 个字符，少于 %1 个。</translation>
    </message>
    <message>
        <source>Question of %n character(s), above %1.</source>
        <translation>问题有 %n 个字符，超过 %1 个。</translation>
    </message>
    <message>
        <source>Question of fewer than %n character(s).</source>
        <translation>问题少于 %n 个字符。</translation>
    </message>
    <message>
        <source>Question of more than %n character(s).</source>
        <translation>问题超过 %n 个字符。</translation>
    </message>
    <message>
        <source>Reasoning of %n character(s), below %1.</source>
        <translation>推理只有 %n 个字符，少于 %1 个。</translation>
    </message>
    <message>
        <source>Reasoning of %n character(s), above %1.</source>
        <translation>推理有 %n 个字符，超过 %1 个。</translation>
    </message>
    <message>
        <source>Reasoning of fewer than %n character(s).</source>
        <translation>推理少于 %n 个字符。</translation>
    </message>
    <message>
        <source>Reasoning of more than %n character(s).</source>
        <translation>推理超过 %n 个字符。</translation>
    </message>
    <message>
        <source>Answer of %n character(s), below %1.</source>
        <translation>答案只有 %n 个字符，少于 %1 个。</translation>
    </message>
    <message>
        <source>Answer of %n character(s), above %1.</source>
        <translation>答案有 %n 个字符，超过 %1 个。</translation>
    </message>
    <message>
        <source>Answer of fewer than %n character(s).</source>
        <translation>答案少于 %n 个字符。</translation>
    </message>
    <message>
        <source>Answer of more than %n character(s).</source>
        <translation>答案超过 %n 个字符。</translation>
    </message>
    <message>
        <source>The database lacks %n row(s) of the %1 of sample file %2.</source>
        <translation>样本文件 %2 的 %1 行中，有 %n 行不在数据库里。</translation>
    </message>
    <message>
        <source>The source “%1” with %n sample(s) was rebuilt from its files.</source>
        <translation>已根据文件重建来源“%1”，共 %n 个样本。</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>student</source>
        <translation>学生模型</translation>
    </message>
    <message>
        <source>The project lacks %n sample row(s). Run “retort-cli project repair”.</source>
        <translation>项目缺少 %n 行样本。请运行“retort-cli project repair”。</translation>
    </message>
    <message>
        <source>Could read none of %n record(s). The first is in “%1”, line %2: %3</source>
        <translation>%n 条记录中没有一条可以读取。第一条在“%1”第 %2 行：%3</translation>
    </message>
    <message>
        <source>Training leaves out %n row(s) of %1: longer than %2 tokens, or with nothing to learn from. To train on them, raise the longest sample, or the longest text of the student.</source>
        <translation>%1 行训练数据中有 %n 行未参与训练：它们超过 %2 个词元，或没有可学的内容。要用上它们，请提高最长样本，或学生模型的最长文本。</translation>
    </message>
    <message>
        <source>Validation leaves out %n row(s) of %1 for the same reasons: the validation loss does not speak for them.</source>
        <translation>%1 行验证数据中有 %n 行因同样的原因未参与：验证损失不代表它们。</translation>
    </message>
    <message>
        <source>No better loss in the last %n validation(s).</source>
        <translation>最近 %n 次验证的损失都没有改善。</translation>
    </message>
    <message>
        <source>Finished after %n step(s).</source>
        <translation>已完成，共 %n 步。</translation>
    </message>
    <message>
        <source>A run that is being trained uses this tokenizer. Stop the run before moving the tokenizer to the trash.</source>
        <translation>一个正在训练的运行在使用这个分词器。请先停止该运行，再把分词器移到回收站。</translation>
    </message>
    <message>
        <source>“%1” is no kind of artifact. There are: %2.</source>
        <translation>“%1”不是一种工件。可用的有：%2。</translation>
    </message>
    <message>
        <source>“%1” lies inside the project. Choose a place outside of it for the copy.</source>
        <translation>“%1”在项目里面。请为副本选一个项目之外的位置。</translation>
    </message>
    <message>
        <source>This training is no longer in the queue.</source>
        <translation>这次训练已不在队列中。</translation>
    </message>
    <message>
        <source>There is no import format “%1”. Known ones: auto, %2.</source>
        <translation>没有导入格式“%1”。已知的有：auto、%2。</translation>
    </message>
    <message>
        <source>“%1” is something else than a report of refused records. Name another file for the report.</source>
        <translation>“%1”不是被拒记录的报告。请为报告另选一个文件。</translation>
    </message>
    <message>
        <source>ICU has no converter for %1; convert the file to UTF-8 first.</source>
        <translation>ICU 没有 %1 的转换器；请先把文件转换为 UTF-8。</translation>
    </message>
    <message>
        <source>Training this student takes about %1 MiB on %2, where %3 MiB are free. Choose a smaller student, a smaller micro-batch or another device.</source>
        <translation>训练这个学生模型约需 %1 MiB，而 %2 上只有 %3 MiB 空闲。请选择更小的学生模型、更小的微批或其他设备。</translation>
    </message>
    <message>
        <source>There is no split “%1”.</source>
        <translation>没有“%1”这个划分。</translation>
    </message>
    <message>
        <source>The settings of this evaluation cannot be read: %1.</source>
        <translation>无法读取这次评测的设置：%1。</translation>
    </message>
    <message>
        <source>Reading samples</source>
        <translation>正在读取样本</translation>
    </message>
    <message>
        <source>A warm-up of %n step(s) leaves nothing of a run that has %1.</source>
        <translation>预热 %n 步，而总共只有 %1 步，什么都不剩。</translation>
    </message>
    <message>
        <source>The student holds texts of up to %n token(s), not %1.</source>
        <translation>学生模型最长容纳 %n 个词元，容不下 %1 个。</translation>
    </message>
    <message>
        <source>The tokenizer has %n piece(s), the student only room for %1: make the student for this tokenizer.</source>
        <translation>分词器有 %n 个词片，学生模型只能容纳 %1 个：请为这个分词器建立学生模型。</translation>
    </message>
    <message>
        <source>The conversation has %n token(s); this student holds %1. Start a new one.</source>
        <translation>对话已有 %n 个词元，而这个学生模型最多容纳 %1 个。请开始新的对话。</translation>
    </message>
    <message>
        <source>A question of %n token(s) does not fit a student that holds %1.</source>
        <translation>问题有 %n 个词元，超出了学生模型的容量（%1）。</translation>
    </message>
    <message>
        <source>Strings that are always one token, separated by commas, for example \boxed,\frac. Line break and space always are. Role and think tokens are control symbols and need not be named.</source>
        <translation>始终作为一个词元的字符串，用逗号分隔，例如 \boxed,\frac。换行和空格始终如此。角色和思考标签是控制符，不必列出。</translation>
    </message>
    <message>
        <source>The checkpoint is at step %1 already: a run of %n step(s) has nothing left to do. Give more steps.</source>
        <translation>该检查点已在第 %1 步：总共 %n 步的运行已无事可做。请增加步数。</translation>
    </message>
    <message>
        <source>A validation asks %n question(s), not %1: of %2 rows, %3 have no answer to check against, %4 are longer than the student holds, %5 ask a problem again.</source>
        <translation>每次验证提问 %n 题而非 %1 题：%2 行中，%3 行没有可核对的答案，%4 行超出学生模型能容纳的长度，%5 行重复同一题。</translation>
    </message>
    <message>
        <source>A warm-up of %n step(s) would leave nothing of a run that has %1: it takes %2.</source>
        <translation>运行只有 %1 步，%n 步预热会占去全部：改为 %2 步。</translation>
    </message>
    <message>
        <source>The time limit of %1 min is reached.</source>
        <translation>已到 %1 分钟的时间上限。</translation>
    </message>
    <message>
        <source>%n step(s) fit into %1 min at the speed so far.</source>
        <translation>按目前的速度，%1 分钟内可以训练 %n 步。</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>仅在结束时</translation>
    </message>
    <message>
        <source>The corpus has %1 characters; an even sample of %2 was used (“Characters used at most”).</source>
        <translation>语料有 %1 个字符；均匀抽取了 %2 个（“最多使用字符数”）。</translation>
    </message>
    <message>
        <source>Making the student ready</source>
        <translation>正在准备学生模型</translation>
    </message>
    <message>
        <source>None of the %n training row(s) fits into %1 tokens and has something to learn. Raise the longest sample, or the longest text of the student.</source>
        <translation>%n 行训练数据中没有一行既能放进 %1 个词元、又有可学的内容。请调大最长样本，或学生的最长文本。</translation>
    </message>
    <message>
        <source>“%1” is in the trash. Take it back out of the trash first.</source>
        <translation>“%1”在回收站里。请先把它恢复。</translation>
    </message>
    <message>
        <source>An entry of the queue needs it.</source>
        <translation>队列中的一项需要它。</translation>
    </message>
    <message>
        <source>%n training run(s) (was|were) interrupted and can be resumed from the last checkpoint.</source>
        <translation>有 %n 次训练被中断，可以从最后的检查点继续。</translation>
    </message>
    <message>
        <source>%n file(s) (is|are) left of an import that had %1.</source>
        <translation>某次导入的 %1 个文件只剩 %n 个。</translation>
    </message>
    <message>
        <source>%n checkpoint(s) of run %1 (was|were) listed again.</source>
        <translation>运行 %1 的 %n 个检查点已重新列出。</translation>
    </message>
    <message>
        <source>%n unfinished task(s) of an earlier session (was|were) removed (import or new version that was interrupted).</source>
        <translation>已清除上次会话未完成的 %n 个任务（被中断的导入或新版本）。</translation>
    </message>
    <message>
        <source>All of the %n question(s) that could be checked (is|are) longer than the %1 tokens that this student holds. Ask another split, or train a student for longer texts.</source>
        <translation>可以核对的 %n 个问题都比这个学生能容纳的 %1 个词元长。请换一个划分，或训练一个能容纳更长文本的学生。</translation>
    </message>
    <message>
        <source>There (is|are) %n layer(s) but blocks for %1.</source>
        <translation>有 %n 层，却给了 %1 层的模块。</translation>
    </message>
    <message>
        <source>Older checkpoints are removed, except the best, the last and those of a stop. 0: keep all.</source>
        <translation>更早的检查点会被删除，最好的、最后的和停止时保存的除外。0：全部保留。</translation>
    </message>
    <message>
        <source>Another process does what waits in this queue (%1: process, machine, task). Wait until it has ended.</source>
        <translation>另一个进程正在执行这个队列（%1：进程、机器、任务）。请等它结束。</translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Train a student first →</source>
        <translation>先训练学生模型 →</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生模型</translation>
    </message>
    <message>
        <source>Make a student first →</source>
        <translation>先选定学生模型 →</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Train a tokenizer first →</source>
        <translation>先训练分词器 →</translation>
    </message>
    <message>
        <source>Data version</source>
        <translation>数据版本</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Import data first →</source>
        <translation>先导入数据 →</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>数据(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Chart in focus</source>
        <translation>当前图表</translation>
    </message>
    <message>
        <source>Chosen in a table or picker</source>
        <translation>表格或选择框中的选中项</translation>
    </message>
</context>
<context>
    <name>openData</name>
    <message>
        <source>110,000 Chinese questions with R1&apos;s reasoning</source>
        <translation>11 万道中文问题及 R1 的推理过程</translation>
    </message>
    <message>
        <source>8,800 grade-school word problems (English)</source>
        <translation>8,800 道小学应用题（英文）</translation>
    </message>
    <message>
        <source>210,000 Chinese word problems with equations</source>
        <translation>21 万道带算式的中文应用题</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Home</source>
        <translation>主页</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评测对比</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生模型</translation>
    </message>
    <message>
        <source>Tokenize</source>
        <translation>分词</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>推理轨迹</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>retort::AboutDialog</name>
    <message>
        <source>About Retort</source>
        <translation>关于 Retort</translation>
    </message>
    <message>
        <source>A workbench for distilling DeepSeek-R1 into a small Chinese reasoning model: from a file of reasoning data to a student that you trained yourself.</source>
        <translation>把 DeepSeek-R1 蒸馏成中文推理小模型的工作台：从一个推理数据文件，到你亲手训练的学生模型。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>本软件是自由软件，按 GNU 通用公共许可证第 3 版或更高版本发布，不提供任何担保。</translation>
    </message>
    <message>
        <source>Made with Qt %1, QCustomPlot, Apache Arrow, SQLite, sentencepiece, ICU and LibTorch; icons from Breeze by KDE.</source>
        <translation>使用 Qt %1、QCustomPlot、Apache Arrow、SQLite、sentencepiece、ICU 和 LibTorch 构建；图标来自 KDE 的 Breeze。</translation>
    </message>
    <message>
        <source>Built from %1</source>
        <translation>构建自 %1</translation>
    </message>
    <message>
        <source>Looking for LibTorch</source>
        <translation>查找 LibTorch</translation>
    </message>
    <message>
        <source>LibTorch %1</source>
        <translation>LibTorch %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>retort::ActionButton</name>
    <message>
        <source>Working</source>
        <translation>处理中</translation>
    </message>
</context>
<context>
    <name>retort::AppState</name>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Making %1</source>
        <translation>正在新建 %1</translation>
    </message>
    <message>
        <source>Restoring %1</source>
        <translation>正在恢复 %1</translation>
    </message>
    <message>
        <source>Saving a copy to %1</source>
        <translation>正在把副本存到 %1</translation>
    </message>
    <message>
        <source>The copy is complete.</source>
        <translation>副本已完成。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开它</translation>
    </message>
    <message>
        <source>Reading the project&apos;s lists</source>
        <translation>读取项目列表</translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation>查看有无更改</translation>
    </message>
    <message>
        <source>This project is open for reading only.</source>
        <translation>此项目以只读方式打开。</translation>
    </message>
    <message>
        <source>To change something, save a copy (File ▸ Save a copy…) and open that.</source>
        <translation>要修改内容，请先另存副本（文件 ▸ 另存副本…），再打开副本。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>正在保存 %1</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Looking for the folder</source>
        <translation>正在查找文件夹</translation>
    </message>
</context>
<context>
    <name>retort::ArtifactList</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>About</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>当前选用</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>已过时</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选用</translation>
    </message>
</context>
<context>
    <name>retort::ArtifactMenu</name>
    <message>
        <source>Taking back out of the trash</source>
        <translation>正在从回收站取回</translation>
    </message>
    <message>
        <source>Made %1</source>
        <translation>创建于 %1</translation>
    </message>
    <message>
        <source>Counting a folder&apos;s size</source>
        <translation>正在统计文件夹大小</translation>
    </message>
    <message>
        <source>Not moved to the trash</source>
        <translation>没有移到回收站</translation>
    </message>
    <message>
        <source>“%1” is in the trash.</source>
        <translation>“%1”已移到回收站。</translation>
    </message>
    <message>
        <source>Moving to the trash</source>
        <translation>正在移到回收站</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The path is copied.</source>
        <translation>路径已复制。</translation>
    </message>
    <message>
        <source>The command is copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>Choose a single one.</source>
        <translation>请只选择一项。</translation>
    </message>
    <message>
        <source>The project is open for reading only.</source>
        <translation>项目以只读方式打开。</translation>
    </message>
    <message>
        <source>It lies in the database only.</source>
        <translation>它只保存在数据库中。</translation>
    </message>
    <message>
        <source>It was made by hand, or by a program that kept no settings.</source>
        <translation>它由手工得来，或者当时的程序没有保存设置。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Renaming</source>
        <translation>正在重命名</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What is special about it?</source>
        <translation>它有什么特别之处？</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>保存备注</translation>
    </message>
    <message>
        <source>Saving the note</source>
        <translation>正在保存备注</translation>
    </message>
    <message>
        <source>No run was made from “%1” yet.</source>
        <translation>还没有由“%1”得来的运行。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifact(s) are in the trash.</source>
        <translation>
            <numerusform>%Ln 项已移到回收站。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::BackgroundRun</name>
    <message>
        <source>Handing the run on</source>
        <translation>正在移交运行</translation>
    </message>
    <message>
        <source>The run has no checkpoint.</source>
        <translation>这次运行没有检查点。</translation>
    </message>
    <message>
        <source>Its process ended at once; see %1.</source>
        <translation>后台进程立即结束了，请查看 %1。</translation>
    </message>
    <message>
        <source>retort-cli is missing.</source>
        <translation>缺少 retort-cli。</translation>
    </message>
    <message>
        <source>%1 cannot be started: %2</source>
        <translation>无法启动 %1：%2</translation>
    </message>
</context>
<context>
    <name>retort::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>关闭这条消息</translation>
    </message>
</context>
<context>
    <name>retort::ChartTableModel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>平滑值</translation>
    </message>
</context>
<context>
    <name>retort::ChartToolbar</name>
    <message>
        <source>Leave outliers out</source>
        <translation>忽略离群值</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元数</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Time since start</source>
        <translation>已用时间</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>X axis</source>
        <translation>X 轴</translation>
    </message>
    <message>
        <source>What the X axis counts (X)</source>
        <translation>X 轴表示什么（X）</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Smoothing weight</source>
        <translation>平滑权重</translation>
    </message>
    <message>
        <source>The Y axis covers the middle 90 % of the values (O)</source>
        <translation>Y 轴只覆盖中间 90 % 的数值（O）</translation>
    </message>
    <message>
        <source>0 draws the curves as logged; the higher, the smoother</source>
        <translation>0 按记录原样画出曲线；数值越大越平滑</translation>
    </message>
</context>
<context>
    <name>retort::ChatList</name>
    <message>
        <source>Name of the chat</source>
        <translation>对话名称</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Questions and their answers are kept here.</source>
        <translation>问题和回答会保存在这里。</translation>
    </message>
</context>
<context>
    <name>retort::ChatPage</name>
    <message>
        <source>stopped at the length limit</source>
        <translation>已达到长度上限而停止</translation>
    </message>
    <message>
        <source>stopped: the context is full</source>
        <translation>已停止：上下文已满</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>已由你停止</translation>
    </message>
    <message>
        <source>Ask your student</source>
        <translation>向你的学生模型提问</translation>
    </message>
    <message>
        <source>It thinks first, then answers. Try a problem like those it was trained on.</source>
        <translation>它会先思考，再作答。试试与训练数据类似的题目。</translation>
    </message>
    <message>
        <source>Ask a question. Enter sends, Shift+Enter breaks the line.</source>
        <translation>输入问题。按 Enter 发送，Shift+Enter 换行。</translation>
    </message>
    <message>
        <source>How it answers</source>
        <translation>作答方式</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>正在作答</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Another chat is being answered. Wait, or stop it with Esc.</source>
        <translation>另一段对话正在回答。请稍候，或按 Esc 停止。</translation>
    </message>
    <message>
        <source>The answer could not be stored: %1</source>
        <translation>回答未能保存：%1</translation>
    </message>
    <message>
        <source>The answer is copied.</source>
        <translation>回答已复制。</translation>
    </message>
    <message>
        <source>Reading the chat</source>
        <translation>正在读取对话</translation>
    </message>
    <message>
        <source>a checkpoint that is gone</source>
        <translation>已不存在的检查点</translation>
    </message>
    <message>
        <source>Pause training and answer</source>
        <translation>暂停训练并回答</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Pausing the training; the question is asked then.</source>
        <translation>正在暂停训练，随后提问。</translation>
    </message>
    <message>
        <source>The question is asked when the training has ended.</source>
        <translation>训练结束后再提问。</translation>
    </message>
    <message>
        <source>Waits until the evaluation or answer before it has ended.</source>
        <translation>等前面的评测或回答结束后再回答。</translation>
    </message>
    <message>
        <source>At temperature 0 the answer is always the same. Raise it under “%1”.</source>
        <translation>温度为 0 时，回答总是相同的。请在“%1”中调高温度。</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Answer ended</source>
        <translation>回答结束</translation>
    </message>
</context>
<context>
    <name>retort::ChatView</name>
    <message>
        <source>Conversation</source>
        <translation>对话内容</translation>
    </message>
    <message>
        <source>Show earlier messages (%1)</source>
        <translation>显示更早的消息（%1）</translation>
    </message>
    <message>
        <source>Show later messages (%1)</source>
        <translation>显示更晚的消息（%1）</translation>
    </message>
</context>
<context>
    <name>retort::CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>retort::CleanPage</name>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>前后对比</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Rows that this step changes or drops</source>
        <translation>被这一步修改或丢弃的行</translation>
    </message>
    <message>
        <source>This step changes nothing in these rows.</source>
        <translation>这一步在这些行中没有任何更改。</translation>
    </message>
    <message>
        <source>Before and after of the chosen row</source>
        <translation>所选行的前后对比</translation>
    </message>
    <message>
        <source>Rows looked at for the preview</source>
        <translation>预览所查看的行</translation>
    </message>
    <message>
        <source>First 5,000 rows</source>
        <translation>前 5,000 行</translation>
    </message>
    <message>
        <source>First 50,000 rows</source>
        <translation>前 50,000 行</translation>
    </message>
    <message>
        <source>All rows</source>
        <translation>全部行</translation>
    </message>
    <message>
        <source>No step chosen</source>
        <translation>未选择步骤</translation>
    </message>
    <message>
        <source>Add a step to the recipe.</source>
        <translation>请在配方中添加一步。</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Counting what would change</source>
        <translation>正在统计会有哪些更改</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>正在清洗</translation>
    </message>
    <message>
        <source>New version: %1 kept, %2 changed, %3 dropped.</source>
        <translation>新版本：保留 %1 行，修改 %2 行，丢弃 %3 行。</translation>
    </message>
    <message>
        <source>Apply as version %1</source>
        <translation>应用为版本 %1</translation>
    </message>
    <message>
        <source>Nothing to clean yet</source>
        <translation>还没有可清洗的数据</translation>
    </message>
    <message>
        <source>Import data first; then this page shows what each step of a recipe would change in it.</source>
        <translation>先导入数据，这里就会显示配方的每一步会改动什么。</translation>
    </message>
    <message>
        <source>Comparing a row</source>
        <translation>正在比较一行</translation>
    </message>
    <message>
        <source>The recipe changes nothing in these rows: no version was made.</source>
        <translation>这份配方对这些数据没有任何改动，因此没有生成新版本。</translation>
    </message>
    <message numerus="yes">
        <source>of all %Ln row(s)</source>
        <translation>
            <numerusform>共 %Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of the first %1 of %Ln row(s)</source>
        <translation>
            <numerusform>前 %1 行，共 %Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The recipe changes none of all %Ln row(s).</source>
        <translation>
            <numerusform>配方不会改动全部 %Ln 行中的任何一行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cleaning finished</source>
        <translation>清洗完成</translation>
    </message>
    <message>
        <source>The recipe changes nothing in these rows.</source>
        <translation>配方不会改动这些行。</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>retort::CommandPalette</name>
    <message>
        <source>Type a few letters of a command</source>
        <translation>输入命令中的几个字</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>retort::DataPage</name>
    <message>
        <source>Search the texts</source>
        <translation>搜索文字</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>Import question, reasoning and answer from JSON lines, or drop files on the window.</source>
        <translation>从 JSON 行文件导入问题、推理和答案，或把文件拖到窗口中。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Make a version of the marks on the Trace page.</source>
        <translation>请在“推理轨迹”页把这些标记生成为版本。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>No row matches</source>
        <translation>没有匹配的行</translation>
    </message>
    <message>
        <source>No row of this version has the searched text and all the filters.</source>
        <translation>此版本中没有同时符合搜索文字和全部筛选条件的行。</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>移除此筛选条件</translation>
    </message>
    <message>
        <source>Text: %1</source>
        <translation>文字：%1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) marked to be kept.</source>
        <translation>
            <numerusform>已把 %Ln 行标记为保留。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) marked to be discarded.</source>
        <translation>
            <numerusform>已把 %Ln 行标记为舍弃。</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading a sample</source>
        <translation>正在读取样本</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln row(s)</source>
        <translation>
            <numerusform>%1 / %Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::DevicePanel</name>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Looking at the devices</source>
        <translation>正在查看设备</translation>
    </message>
    <message>
        <source>%1 of %2 free</source>
        <translation>%2 中有 %1 可用</translation>
    </message>
    <message>
        <source>%1 of it held by %2 (PID %3)</source>
        <translation>其中 %1 被 %2 占用（PID %3）</translation>
    </message>
    <message>
        <source>another user</source>
        <translation>其他用户</translation>
    </message>
    <message>
        <source>LibTorch %1 is ready.</source>
        <translation>LibTorch %1 已就绪。</translation>
    </message>
</context>
<context>
    <name>retort::DrawerSplitter</name>
    <message>
        <source>Close “%1”</source>
        <translation>关闭“%1”</translation>
    </message>
</context>
<context>
    <name>retort::EvaluatePage</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>成绩</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排对比</translation>
    </message>
</context>
<context>
    <name>retort::FacetPanel</name>
    <message>
        <source>Filters</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>retort::FoldedCard</name>
    <message>
        <source>Unfold “%1”</source>
        <translation>展开“%1”</translation>
    </message>
</context>
<context>
    <name>retort::HomePage</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>From a file of R1 reasoning to a student of your own</source>
        <translation>从一份 R1 推理数据，到自己的学生模型</translation>
    </message>
    <message>
        <source>Import, clean, read, tokenize, train, measure, ask: each page is one step, and each leads to the next. The demo project has everything to try it in a quarter of an hour.</source>
        <translation>导入、清洗、阅读、分词、训练、评测、提问：一页一步，步步相连。演示项目里样样齐备，一刻钟就能走完全程。</translation>
    </message>
    <message>
        <source>Open the demo project</source>
        <translation>打开演示项目</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门步骤</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Get data</source>
        <translation>获取数据</translation>
    </message>
    <message>
        <source>Drop files anywhere on this window to import them: JSON lines, JSON arrays, plain or .gz.</source>
        <translation>把文件拖到窗口任意位置即可导入：JSON Lines 或 JSON 数组，可以是 .gz 压缩文件。</translation>
    </message>
    <message>
        <source>%1, done</source>
        <translation>%1，已完成</translation>
    </message>
    <message>
        <source>First steps · %1 of %2</source>
        <translation>入门步骤 · %1/%2</translation>
    </message>
    <message>
        <source>Projects that you open appear here.</source>
        <translation>打开过的项目会出现在这里。</translation>
    </message>
    <message>
        <source>%1 is not there now</source>
        <translation>%1 现在不存在</translation>
    </message>
    <message>
        <source>Unpin %1</source>
        <translation>取消固定 %1</translation>
    </message>
    <message>
        <source>Pin %1</source>
        <translation>固定 %1</translation>
    </message>
    <message>
        <source>Remove %1 from the list</source>
        <translation>从列表中移除 %1</translation>
    </message>
</context>
<context>
    <name>retort::ImportFileList</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Files to import</source>
        <translation>要导入的文件</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>All files below a folder: %1</source>
        <translation>文件夹下的所有文件：%1</translation>
    </message>
    <message>
        <source>Leave the chosen files out of this import (Del)</source>
        <translation>不导入所选文件（Del）</translation>
    </message>
    <message>
        <source>Looking for files</source>
        <translation>正在查找文件</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Data (%1)</source>
        <translation>数据 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>retort::ImportPreviewCard</name>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>Fields and preview</source>
        <translation>字段与预览</translation>
    </message>
    <message>
        <source>First records</source>
        <translation>开头的记录</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题记录</translation>
    </message>
    <message>
        <source>Add files or a folder, or drop them on the window.</source>
        <translation>请添加文件或文件夹，也可以把它们拖到窗口上。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>问题记录（%1）</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) looked at</source>
        <translation>
            <numerusform>已查看 %Ln 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) of %1 cannot be read. An import leaves such records out and lists them.</source>
        <translation>
            <numerusform>%1 条记录中有 %Ln 条无法读取。导入时会跳过并列出它们。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::ImportReport</name>
    <message>
        <source>Import report</source>
        <translation>导入报告</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Show the rows</source>
        <translation>查看数据行</translation>
    </message>
    <message>
        <source>read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>A saved report has the first %1; the option “Report of refused records” of an import writes all of them.</source>
        <translation>保存的报告包含前 %1 条；导入选项“被拒绝记录的报告”可写出全部。</translation>
    </message>
    <message>
        <source>All refused records with their text are in %1.</source>
        <translation>所有被拒绝的记录及其原文在 %1 中。</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message>
        <source>Saving the report</source>
        <translation>正在保存报告</translation>
    </message>
    <message>
        <source>Report saved as %1.</source>
        <translation>报告已保存为 %1。</translation>
    </message>
    <message numerus="yes">
        <source>Imported %Ln row(s) in %1</source>
        <translation>
            <numerusform>已导入 %Ln 行，用时 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %1 of %Ln problem(s) are listed.</source>
        <translation>
            <numerusform>共 %Ln 条问题记录，此处列出前 %1 条。</numerusform>
        </translation>
    </message>
    <message>
        <source>Report saved</source>
        <translation>报告已保存</translation>
    </message>
</context>
<context>
    <name>retort::ImportSheet</name>
    <message>
        <source>Files and format</source>
        <translation>文件与格式</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Recognise the format</source>
        <translation>自动识别格式</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>正在查看文件</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>There is no file of a known kind in this folder.</source>
        <translation>此文件夹中没有可识别的文件。</translation>
    </message>
    <message>
        <source>not recognised: say what each field is</source>
        <translation>未能识别：请指明各字段是什么</translation>
    </message>
    <message>
        <source>The files differ in their fields; a place chosen here holds for all of them.</source>
        <translation>各文件的字段不同；在此选择的去处适用于所有文件。</translation>
    </message>
    <message>
        <source>A place takes one field; now kept as metadata: %1.</source>
        <translation>每个去处只对应一个字段；现作为元数据保留：%1。</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · 剩余 %2</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空文件</translation>
    </message>
    <message numerus="yes">
        <source>This mapping holds for all files; %Ln file(s) with other fields than %1.</source>
        <translation>
            <numerusform>此对应关系用于所有文件；有 %Ln 个文件的字段与 %1 不同。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Imported %Ln row(s) in %1.</source>
        <translation>
            <numerusform>已导入 %Ln 行，用时 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln file(s)</source>
        <translation>
            <numerusform>导入 %Ln 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) · %1</source>
        <translation>
            <numerusform>%Ln 个文件 · %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Import finished</source>
        <translation>导入完成</translation>
    </message>
    <message>
        <source>%1 · on top of “%2”, the newest version</source>
        <translation>%1 · 加到最新版本“%2”之上</translation>
    </message>
</context>
<context>
    <name>retort::InputPicker</name>
    <message>
        <source>%1 · out of date</source>
        <translation>%1 · 已过时</translation>
    </message>
    <message>
        <source>Rename, note, copy …</source>
        <translation>重命名、备注、复制…</translation>
    </message>
    <message>
        <source>newer ↑</source>
        <translation>有更新的 ↑</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>“%1” is newer. Press to choose it.</source>
        <translation>“%1”更新。点击即可选用。</translation>
    </message>
</context>
<context>
    <name>retort::InspectedPieces</name>
    <message>
        <source>question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>system</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>%1 · id %2 · %3</source>
        <translation>%1 · 编号 %2 · %3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>bytes %1</source>
        <translation>字节 %1</translation>
    </message>
    <message>
        <source>the student learns to say this</source>
        <translation>学生模型学着说出它</translation>
    </message>
    <message>
        <source>given to the student; not learned</source>
        <translation>提供给学生模型，不参与学习</translation>
    </message>
    <message>
        <source>special token</source>
        <translation>特殊词元</translation>
    </message>
</context>
<context>
    <name>retort::IssueTable</name>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Problems of the files</source>
        <translation>文件中的问题记录</translation>
    </message>
    <message>
        <source>Every record could be read.</source>
        <translation>所有记录均可读取。</translation>
    </message>
</context>
<context>
    <name>retort::KindText</name>
    <message numerus="yes">
        <source>%Ln run(s) were made from it; they stay.</source>
        <translation>
            <numerusform>有 %Ln 次运行由它得来，它们会保留。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>validation loss %1</source>
        <translation>验证损失 %1</translation>
    </message>
    <message>
        <source>The run of this checkpoint is being trained. Stop it first.</source>
        <translation>这个检查点所属的运行正在训练，请先停止。</translation>
    </message>
    <message>
        <source>%1 right</source>
        <translation>答对 %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>This run is being trained. Stop it first.</source>
        <translation>这次运行正在训练，请先停止。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln 条样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln version(s) have rows of it: they keep them and count as outdated.</source>
        <translation>
            <numerusform>有 %Ln 个版本含有它的数据：数据会保留，这些版本将标为已过时。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message numerus="yes">
        <source>%Ln piece(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>This is the only data version: the project would be without data.</source>
        <translation>这是唯一的数据版本，移走后项目就没有数据了。</translation>
    </message>
    <message>
        <source>untrained</source>
        <translation>未训练</translation>
    </message>
</context>
<context>
    <name>retort::Labels</name>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>retort::Leaving</name>
    <message>
        <source>%1 is at %2. What shall happen with it?</source>
        <translation>%1 已进行到 %2。要怎么处理？</translation>
    </message>
    <message>
        <source>%1 is cancelled when Retort closes.</source>
        <translation>Retort 关闭时会取消：%1。</translation>
    </message>
    <message>
        <source>%1 is cancelled when the project closes.</source>
        <translation>关闭项目时会取消：%1。</translation>
    </message>
    <message>
        <source>A student is being trained</source>
        <translation>正在训练学生模型</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Keep training in the background</source>
        <translation>在后台继续训练</translation>
    </message>
    <message>
        <source>%1. If you quit now it is cancelled, and nothing half-done remains.</source>
        <translation>%1。现在退出会取消它，不会留下做了一半的内容。</translation>
    </message>
    <message>
        <source>%1. If you leave the project now it is cancelled, and nothing half-done remains.</source>
        <translation>%1。现在离开项目会取消它，不会留下半成品。</translation>
    </message>
    <message>
        <source>Something is still running</source>
        <translation>还有任务在运行</translation>
    </message>
    <message>
        <source>Cancel it and quit</source>
        <translation>取消任务并退出</translation>
    </message>
    <message>
        <source>Cancel it and leave</source>
        <translation>取消并离开</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Saving a checkpoint, then Retort closes.</source>
        <translation>正在保存检查点，随后 Retort 将关闭。</translation>
    </message>
    <message>
        <source>Saving a checkpoint, then the project closes.</source>
        <translation>正在保存检查点，随后关闭项目。</translation>
    </message>
    <message>
        <source>The run could not be handed to the background. It is stopped and saved; resume it on the Train page.</source>
        <translation>无法把这次运行转到后台。它已停止并保存，可在“训练”页继续。</translation>
    </message>
    <message>
        <source>The training had not begun yet, so there is nothing to hand to the background. Start it again.</source>
        <translation>训练还没有开始，没有可以转到后台的内容。请重新开始训练。</translation>
    </message>
</context>
<context>
    <name>retort::MainWindow</name>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>A student is being trained</source>
        <translation>正在训练学生模型</translation>
    </message>
    <message>
        <source>Training failed</source>
        <translation>训练失败</translation>
    </message>
    <message>
        <source>Training has ended</source>
        <translation>训练已结束</translation>
    </message>
    <message>
        <source>Drop to import</source>
        <translation>松开即可导入</translation>
    </message>
    <message>
        <source>Drop a project folder to open it</source>
        <translation>把项目文件夹拖到这里即可打开</translation>
    </message>
    <message>
        <source>Open or make a project first, then drop the files again.</source>
        <translation>请先打开或新建项目，再把文件拖进来。</translation>
    </message>
    <message>
        <source>Safe mode: nothing of the last session was opened.</source>
        <translation>安全模式：没有恢复上次的会话。</translation>
    </message>
    <message>
        <source>Retort did not close properly the last times.</source>
        <translation>Retort 前几次没有正常关闭。</translation>
    </message>
    <message>
        <source>So it starts without the last session. Your projects are as they were saved.</source>
        <translation>因此这次没有恢复上次的会话。你的项目保持保存时的样子。</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>查看日志</translation>
    </message>
    <message>
        <source>The menu bar is hidden. %1 brings it back.</source>
        <translation>菜单栏已隐藏，按 %1 可恢复。</translation>
    </message>
    <message>
        <source>“%1” was not done yet: choose it again now that you see what it acts on.</source>
        <translation>“%1”还没有执行：现在已看到它的作用对象，请再选一次。</translation>
    </message>
    <message>
        <source>“%1” is not possible at the moment.</source>
        <translation>“%1”现在无法进行。</translation>
    </message>
</context>
<context>
    <name>retort::MappingRow</name>
    <message>
        <source>Faults</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>Place of %1</source>
        <translation>%1 的去处</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Kept with the row, not used for training</source>
        <translation>随行保留，不用于训练</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>无文字</translation>
    </message>
    <message>
        <source>Fields of the file and their places</source>
        <translation>文件的字段及其去处</translation>
    </message>
</context>
<context>
    <name>retort::MetricChart</name>
    <message>
        <source>Chart %1</source>
        <translation>图表：%1</translation>
    </message>
    <message>
        <source>Arrows move the crosshair, plus and minus zoom, Home fits, T shows a table.</source>
        <translation>方向键移动十字线，加减号缩放，Home 适应窗口，T 显示表格。</translation>
    </message>
    <message>
        <source>Fit and follow (Home)</source>
        <translation>适应并跟随（Home）</translation>
    </message>
    <message>
        <source>More about this chart</source>
        <translation>图表的更多选项</translation>
    </message>
    <message>
        <source>View paused · Follow</source>
        <translation>视图已暂停 · 跟随</translation>
    </message>
    <message>
        <source>New points do not move the view while you look at a part of it. Press to follow the run again.</source>
        <translation>查看局部时，新数据点不会移动视图。点击可重新跟随训练。</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>图片 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>Waiting for the first point</source>
        <translation>等待第一个点</translation>
    </message>
    <message>
        <source>Best: %1 at step %2</source>
        <translation>最佳：第 %2 步为 %1</translation>
    </message>
    <message>
        <source>Values of %1</source>
        <translation>%1 的数值</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>@ %1</source>
        <translation>@ %1</translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation>第 %1 步 · %2</translation>
    </message>
    <message>
        <source>“.%1” is none of png, svg and pdf.</source>
        <translation>“.%1”不是 png、svg 或 pdf。</translation>
    </message>
</context>
<context>
    <name>retort::NavRail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>retort::NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>In folder</source>
        <translation>所在文件夹</translation>
    </message>
    <message>
        <source>For example: R1 distill 5M</source>
        <translation>例如：R1 蒸馏 5M</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Give the whole path of the folder, beginning with “/”.</source>
        <translation>请填写文件夹的完整路径，以“/”开头。</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another name.</source>
        <translation>%1 已存在，请换一个名称。</translation>
    </message>
    <message>
        <source>Will be made as %1</source>
        <translation>将建立为 %1</translation>
    </message>
    <message>
        <source>Folder for the project</source>
        <translation>项目所在文件夹</translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>打开项目文件夹</translation>
    </message>
    <message>
        <source>Folder in which the copy is made</source>
        <translation>副本所在文件夹</translation>
    </message>
    <message>
        <source>The folder keeps its name; only the shown name changes.</source>
        <translation>文件夹名不变，只更改显示的名称。</translation>
    </message>
    <message>
        <source>The project is damaged</source>
        <translation>项目已损坏</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Check and repair</source>
        <translation>检查并修复</translation>
    </message>
    <message>
        <source>Repairing %1</source>
        <translation>正在修复 %1</translation>
    </message>
    <message>
        <source>%1 was checked.</source>
        <translation>已检查 %1。</translation>
    </message>
    <message>
        <source>Restore the backup of %1</source>
        <translation>恢复 %1 的备份</translation>
    </message>
    <message>
        <source>Looking for backups</source>
        <translation>查找备份</translation>
    </message>
    <message>
        <source>This project cannot be opened</source>
        <translation>无法打开这个项目</translation>
    </message>
    <message>
        <source>This is not a Retort project</source>
        <translation>这不是 Retort 项目</translation>
    </message>
    <message>
        <source>This project was made by a newer Retort</source>
        <translation>这个项目由更新版本的 Retort 建立</translation>
    </message>
    <message>
        <source>There is something already</source>
        <translation>这里已经有内容</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他项目…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Name and note of the project</source>
        <translation>项目的名称和备注</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>这是关于什么的项目？</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saving the project&apos;s name and note</source>
        <translation>正在保存项目的名称和备注</translation>
    </message>
    <message>
        <source>Open read-only</source>
        <translation>以只读方式打开</translation>
    </message>
    <message>
        <source>Looking for the folder</source>
        <translation>正在查找文件夹</translation>
    </message>
</context>
<context>
    <name>retort::OptionField</name>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>A whole number is needed, such as %1.</source>
        <translation>需要整数，例如 %1。</translation>
    </message>
    <message>
        <source>“%1” is not a whole number.</source>
        <translation>“%1”不是整数。</translation>
    </message>
    <message>
        <source>A number is needed, such as %1.</source>
        <translation>需要数字，例如 %1。</translation>
    </message>
    <message>
        <source>“%1” is not a number (write 0.5 or 3e-4).</source>
        <translation>“%1”不是数字（可写 0.5 或 3e-4）。</translation>
    </message>
    <message>
        <source>The number must be finite.</source>
        <translation>数字必须是有限值。</translation>
    </message>
    <message>
        <source>Must be at least %1.</source>
        <translation>不能小于 %1。</translation>
    </message>
    <message>
        <source>Must be at most %1.</source>
        <translation>不能大于 %1。</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Reset to %1</source>
        <translation>重置为 %1</translation>
    </message>
    <message>
        <source>Reset to on</source>
        <translation>重置为开</translation>
    </message>
    <message>
        <source>Reset to off</source>
        <translation>重置为关</translation>
    </message>
</context>
<context>
    <name>retort::OptionForm</name>
    <message>
        <source>Search options</source>
        <translation>搜索选项</translation>
    </message>
    <message>
        <source>Advanced (%1, %2 changed)</source>
        <translation>高级（%1 项，已改 %2 项）</translation>
    </message>
    <message>
        <source>Advanced (%1)</source>
        <translation>高级（%1 项）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong</source>
        <translation>
            <numerusform>%Ln 处有误</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::Page</name>
    <message>
        <source>Next: %1 →</source>
        <translation>下一步：%1 →</translation>
    </message>
    <message>
        <source>This project is open for reading only.</source>
        <translation>此项目以只读方式打开。</translation>
    </message>
</context>
<context>
    <name>retort::PageStack</name>
    <message>
        <source>Opening the project…</source>
        <translation>正在打开项目…</translation>
    </message>
    <message>
        <source>One moment.</source>
        <translation>请稍候。</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>没有打开的项目</translation>
    </message>
    <message>
        <source>“%1” works on the samples of a project. Home has the demo project and your recent ones.</source>
        <translation>“%1”页处理的是项目里的样本。主页上有演示项目和最近的项目。</translation>
    </message>
    <message>
        <source>Go to Home</source>
        <translation>前往主页</translation>
    </message>
</context>
<context>
    <name>retort::PendingMarks</name>
    <message>
        <source>Marking rows</source>
        <translation>正在标记行</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>正在撤销</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可以撤销的操作。</translation>
    </message>
    <message>
        <source>Making a version</source>
        <translation>正在生成版本</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is made: %Ln sample(s).</source>
        <translation>
            <numerusform>已生成“%1”：%Ln 个样本。</numerusform>
        </translation>
    </message>
    <message>
        <source>Redoing</source>
        <translation>正在重做</translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln change(s)?</source>
        <translation>
            <numerusform>放弃 %Ln 处更改？</numerusform>
        </translation>
    </message>
    <message>
        <source>Marks, tags and edits that are in no version are removed. This cannot be undone.</source>
        <translation>未并入任何版本的标记、标签和修改将被删除，且无法撤销。</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Discarding changes</source>
        <translation>正在放弃更改</translation>
    </message>
    <message>
        <source>Version made</source>
        <translation>版本已生成</translation>
    </message>
</context>
<context>
    <name>retort::PendingPanel</name>
    <message>
        <source>Changes not in a version</source>
        <translation>未并入版本的更改</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Make a version</source>
        <translation>生成版本</translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s) and edit(s) wait on “%1”. They are saved and can be undone one by one; training uses them only once they are in a version.</source>
        <translation>
            <numerusform>“%1”上有 %Ln 处标记和修改。它们已保存，可逐条撤销；并入版本后训练才会用到。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::PieceView</name>
    <message numerus="yes">
        <source>%Ln piece(s)</source>
        <translation>
            <numerusform>%Ln 个词片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::ProgressLine</name>
    <message>
        <source>Progress not known</source>
        <translation>进度未知</translation>
    </message>
    <message>
        <source>Progress %1</source>
        <translation>进度 %1</translation>
    </message>
</context>
<context>
    <name>retort::QuestionEdit</name>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>retort::QueueList</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln 个等待中</numerusform>
        </translation>
    </message>
    <message>
        <source>What waits in the queue</source>
        <translation>队列中等待的任务</translation>
    </message>
    <message>
        <source>%1 · held</source>
        <translation>%1 · 已暂停</translation>
    </message>
    <message>
        <source>Taken out of the queue: %1</source>
        <translation>已移出队列：%1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>retort::RecipeList</name>
    <message>
        <source>Steps of the recipe</source>
        <translation>配方的步骤</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>修改 %1 行</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>无事可做</translation>
    </message>
</context>
<context>
    <name>retort::RunFollower</name>
    <message>
        <source>Reading the run</source>
        <translation>正在读取运行</translation>
    </message>
</context>
<context>
    <name>retort::RunQueue</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Changing the queue</source>
        <translation>修改队列</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>a student that is gone</source>
        <translation>已不存在的学生模型</translation>
    </message>
    <message>
        <source>a version that is gone</source>
        <translation>已不存在的版本</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>正在评测</translation>
    </message>
    <message>
        <source>“%1”, which this version of Retort cannot do</source>
        <translation>“%1”，这个版本的 Retort 无法执行</translation>
    </message>
    <message>
        <source>settings that cannot be read</source>
        <translation>无法读取的设置</translation>
    </message>
    <message>
        <source>%1 · did not begin: %2</source>
        <translation>%1 · 未能开始：%2</translation>
    </message>
    <message>
        <source>a checkpoint that is gone</source>
        <translation>已不存在的检查点</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) of the last session still wait in the queue.</source>
        <translation>
            <numerusform>上次会话还有 %Ln 个任务在队列中等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>Training ended</source>
        <translation>训练结束</translation>
    </message>
    <message>
        <source>Evaluation finished</source>
        <translation>评测完成</translation>
    </message>
    <message>
        <source>%1 · runs now</source>
        <translation>%1 · 正在运行</translation>
    </message>
</context>
<context>
    <name>retort::RunTableModel</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生模型</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Hidden; press Space to show</source>
        <translation>已隐藏；按空格键显示</translation>
    </message>
    <message>
        <source>Shown in the charts; press Space to hide</source>
        <translation>在图中显示；按空格键隐藏</translation>
    </message>
    <message>
        <source>From its start to its end, pauses included</source>
        <translation>从开始到结束，包括暂停</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>与 %2 相比 %1</translation>
    </message>
    <message>
        <source>%1 percentage points against %2</source>
        <translation>与 %2 相比 %1 个百分点</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Best validation loss</source>
        <translation>最佳验证损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
</context>
<context>
    <name>retort::RunWatch</name>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>损失 %1</translation>
    </message>
</context>
<context>
    <name>retort::RunsTab</name>
    <message>
        <source>Step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>No runs to compare</source>
        <translation>没有可比较的运行</translation>
    </message>
    <message>
        <source>Train a student; every run stays here with its curves and checkpoints.</source>
        <translation>请训练学生模型；每次运行的曲线和检查点都会保留在这里。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Reading curves</source>
        <translation>正在读取曲线</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>不同的设置</translation>
    </message>
    <message>
        <source>A column for each setting that is not the same in all runs shown</source>
        <translation>为所列运行中取值不同的每项设置加一列</translation>
    </message>
    <message>
        <source>No run has this in its name.</source>
        <translation>没有名称包含它的运行。</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Kept at</source>
        <translation>保存原因</translation>
    </message>
    <message>
        <source>Val. loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>This run has no checkpoint.</source>
        <translation>这次运行还没有检查点。</translation>
    </message>
    <message>
        <source>No baseline</source>
        <translation>取消基线</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln 次运行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Counting the runs&apos; sizes</source>
        <translation>正在统计运行的大小</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>定期</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止时</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>begin</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Choose a run.</source>
        <translation>请选择一次训练。</translation>
    </message>
</context>
<context>
    <name>retort::SampleInspector</name>
    <message>
        <source>Choose a row to read it.</source>
        <translation>选择一行即可阅读。</translation>
    </message>
    <message>
        <source>Reading a sample</source>
        <translation>正在读取样本</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统提示</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>Other fields</source>
        <translation>其他字段</translation>
    </message>
    <message>
        <source>Texts of the sample</source>
        <translation>样本的全部文本</translation>
    </message>
</context>
<context>
    <name>retort::SampleModel</name>
    <message>
        <source>Reading rows</source>
        <translation>正在读取行</translation>
    </message>
</context>
<context>
    <name>retort::ScoresTab</name>
    <message>
        <source>Ask a checkpoint</source>
        <translation>考检查点</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Trace holds</source>
        <translation>推理成立</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Model size</source>
        <translation>模型大小</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>模型大小</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>应为</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元数</translation>
    </message>
    <message>
        <source>Choose an evaluation above.</source>
        <translation>请在上方选择一次评测。</translation>
    </message>
    <message>
        <source>Choose an answer to read its thinking.</source>
        <translation>选择一个回答，即可阅读它的思考过程。</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>正在评测</translation>
    </message>
    <message>
        <source>%1 of %2 right</source>
        <translation>%2 题答对 %1 题</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>always “%1”</source>
        <translation>总答“%1”</translation>
    </message>
    <message>
        <source>of %1 right ones</source>
        <translation>共 %1 个答对的</translation>
    </message>
    <message>
        <source>Reading answers</source>
        <translation>正在读取回答</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source> (not closed)</source>
        <translation>（没有结束）</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Expected %1, said %2 · rule: %3</source>
        <translation>应为 %1，回答 %2 · 规则：%3</translation>
    </message>
    <message>
        <source>The arithmetic of the trace holds.</source>
        <translation>推理中的算式成立。</translation>
    </message>
    <message>
        <source>The arithmetic of the trace does not hold.</source>
        <translation>推理中的算式不成立。</translation>
    </message>
    <message>
        <source>(in the trash)</source>
        <translation>（在回收站中）</translation>
    </message>
    <message>
        <source>No evaluation yet. Choose a checkpoint above and start an evaluation.</source>
        <translation>还没有评测。在上方选择检查点，然后开始评测。</translation>
    </message>
    <message>
        <source>%1 without an answer to check against</source>
        <translation>%1 行没有可核对的答案</translation>
    </message>
    <message>
        <source>%1 longer than the student holds</source>
        <translation>%1 行超出学生能容纳的长度</translation>
    </message>
    <message>
        <source>%1 asking a problem again</source>
        <translation>%1 行重复已有的题目</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>在 %1 上</translation>
    </message>
    <message numerus="yes">
        <source>Left out of %Ln row(s): %1</source>
        <translation>
            <numerusform>%Ln 行中未提问的：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>It begins when what runs now has ended; the queue is shown on Train.</source>
        <translation>当前运行的任务结束后就会开始；队列显示在训练页。</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>最常见答案</translation>
    </message>
    <message>
        <source>%1 params</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>Evaluation finished</source>
        <translation>评测完成</translation>
    </message>
    <message>
        <source>It waits: the queue is held, and goes on from Train.</source>
        <translation>它在等待：队列已暂停，可在训练页继续。</translation>
    </message>
    <message>
        <source>The evaluation is stopped. Nothing of it is kept.</source>
        <translation>评测已停止，未保留任何内容。</translation>
    </message>
</context>
<context>
    <name>retort::SettingsPage</name>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Reset all settings?</source>
        <translation>重置全部设置？</translation>
    </message>
    <message>
        <source>Language, look and work go back to their defaults. Projects and recent projects stay.</source>
        <translation>语言、外观和工作设置恢复默认值；项目和最近的项目列表保持不变。</translation>
    </message>
    <message>
        <source>Keep my settings</source>
        <translation>保留我的设置</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>No setting matches.</source>
        <translation>没有匹配的设置。</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Log and session</source>
        <translation>日志和会话</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>This project</source>
        <translation>当前项目</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Measuring folders</source>
        <translation>统计文件夹大小</translation>
    </message>
    <message>
        <source>%1 free on this disk</source>
        <translation>磁盘剩余 %1</translation>
    </message>
    <message>
        <source>The project takes %1 · %2</source>
        <translation>项目占用 %1 · %2</translation>
    </message>
    <message>
        <source>Save settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Settings are saved in %1.</source>
        <translation>设置已保存到 %1。</translation>
    </message>
    <message>
        <source>Load settings</source>
        <translation>载入设置</translation>
    </message>
    <message>
        <source>Settings are loaded from %1.</source>
        <translation>已从 %1 载入设置。</translation>
    </message>
</context>
<context>
    <name>retort::SideBySideTab</name>
    <message>
        <source>Checkpoint of the column: %1</source>
        <translation>该栏的检查点：%1</translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation>回答会显示在这里。</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>正在思考…</translation>
    </message>
    <message>
        <source>Asking two checkpoints</source>
        <translation>正在向两个检查点提问</translation>
    </message>
    <message>
        <source>No checkpoints to ask</source>
        <translation>还没有可提问的检查点</translation>
    </message>
    <message>
        <source>Train a student; its checkpoints can then be asked the same question.</source>
        <translation>先训练一个学生，然后就能向它的检查点提同一个问题。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s) · %1 tokens/s</source>
        <translation>
            <numerusform>%Ln 个词元 · %1 词元/秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>Ask both the same question</source>
        <translation>向两者提同一个问题</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Two checkpoints were asked</source>
        <translation>两个检查点已作答</translation>
    </message>
</context>
<context>
    <name>retort::Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>载入中</translation>
    </message>
</context>
<context>
    <name>retort::SourcesSheet</name>
    <message>
        <source>benchmark</source>
        <translation>基准集</translation>
    </message>
    <message>
        <source>for training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>In version</source>
        <translation>在版本中</translation>
    </message>
    <message>
        <source>A benchmark is never trained on.</source>
        <translation>基准集绝不用于训练。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Rename, note, copy …</source>
        <translation>重命名、备注、复制…</translation>
    </message>
    <message>
        <source>Nothing was imported yet.</source>
        <translation>尚未导入任何内容。</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>then</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Make version</source>
        <translation>生成版本</translation>
    </message>
    <message>
        <source>Changing what a source is for</source>
        <translation>正在更改来源用途</translation>
    </message>
    <message>
        <source>It is a benchmark now: never trained on.</source>
        <translation>现在是基准集：绝不用于训练。</translation>
    </message>
    <message>
        <source>It can be trained on now.</source>
        <translation>现在可用于训练。</translation>
    </message>
    <message>
        <source>Versions that have rows of it count as outdated: make one without.</source>
        <translation>含有其内容的版本视为过时：请生成一个不含它的版本。</translation>
    </message>
    <message>
        <source>Tick it and make a version to use it.</source>
        <translation>勾选它并生成版本即可使用。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在计数</translation>
    </message>
    <message>
        <source>Making a version</source>
        <translation>正在生成版本</translation>
    </message>
    <message>
        <source>Use for training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Make it a benchmark</source>
        <translation>设为基准集</translation>
    </message>
    <message>
        <source>A benchmark is never trained on; it serves to measure, and to find its questions in the training data.</source>
        <translation>基准集绝不用于训练；它用于评测，以及在训练数据中查找相同的题目。</translation>
    </message>
    <message>
        <source>The rows of “%1” with the ticked sources and these splits. A source that it lacks comes in as it was imported; “%1” itself stays as it is.</source>
        <translation>“%1”的内容，改用勾选的来源和下面的划分。它没有的来源按导入时的样子加入；“%1”本身保持不变。</translation>
    </message>
    <message>
        <source>There is no version yet: import something to train on first.</source>
        <translation>还没有版本：请先导入用于训练的数据。</translation>
    </message>
    <message>
        <source>This project is open for reading only.</source>
        <translation>此项目以只读方式打开。</translation>
    </message>
    <message>
        <source>Tick other sources or change a share first.</source>
        <translation>请先勾选其他来源或修改比例。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) that are in no version stay with “%1”.</source>
        <translation>
            <numerusform>%Ln 处不在任何版本中的改动仍留在“%1”上。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) imported</source>
        <translation>
            <numerusform>已导入 %Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is made: %Ln row(s).</source>
        <translation>
            <numerusform>已生成“%1”：%Ln 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Version made</source>
        <translation>版本已生成</translation>
    </message>
</context>
<context>
    <name>retort::StackDrawing</name>
    <message>
        <source>Layers of the student</source>
        <translation>学生模型的层</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>Embedding %1 × %2</source>
        <translation>嵌入 %1 × %2</translation>
    </message>
    <message>
        <source>Layer %1 · attention + feed-forward</source>
        <translation>第 %1 层 · 注意力 + 前馈</translation>
    </message>
    <message>
        <source>Norm and head (tied to the embedding)</source>
        <translation>归一化与输出层（与嵌入共享）</translation>
    </message>
    <message>
        <source>Norm and head</source>
        <translation>归一化与输出层</translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more layer(s)</source>
        <translation>
            <numerusform>… 另有 %Ln 层</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::Stage</name>
    <message>
        <source>Bring in reasoning data: JSON lines, Alpaca, messages, tables</source>
        <translation>导入推理数据：JSON Lines、Alpaca、messages、表格</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Remove repeats, repair think tags, drop what is broken</source>
        <translation>去重，修复 think 标签，剔除损坏的样本</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>nothing dropped</source>
        <translation>没有剔除</translation>
    </message>
    <message>
        <source>Read the reasoning step by step; keep or discard</source>
        <translation>逐步阅读推理，保留或舍弃</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>not in a version yet</source>
        <translation>尚未并入版本</translation>
    </message>
    <message>
        <source>in a version</source>
        <translation>已并入版本</translation>
    </message>
    <message>
        <source>Cut text into pieces that the student can learn</source>
        <translation>把文字切成学生模型能学的词片</translation>
    </message>
    <message>
        <source>Train a tokenizer</source>
        <translation>训练分词器</translation>
    </message>
    <message>
        <source>Choose the size of the model to train</source>
        <translation>选择要训练的模型大小</translation>
    </message>
    <message>
        <source>Choose a size</source>
        <translation>选择大小</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>Teach the student and watch its curves</source>
        <translation>训练学生模型，观察曲线</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Count right answers on problems it never saw</source>
        <translation>用没见过的题目统计答对率</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>%1 right</source>
        <translation>答对 %1</translation>
    </message>
    <message>
        <source>%1 of %2 · %3–%4</source>
        <translation>%1/%2 · %3–%4</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Ask the student something and see it think</source>
        <translation>向学生模型提问，看它思考</translation>
    </message>
    <message>
        <source>Ask it</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Import data, or open the demo</source>
        <translation>导入数据，或打开演示项目</translation>
    </message>
    <message>
        <source>Clean it and apply as a new version</source>
        <translation>清洗数据，生成新版本</translation>
    </message>
    <message>
        <source>Read a few traces and mark one</source>
        <translation>读几条推理轨迹，标记一条</translation>
    </message>
    <message>
        <source>Choose a preset student</source>
        <translation>选择一个预设的学生模型</translation>
    </message>
    <message>
        <source>Train it and watch the loss fall</source>
        <translation>开始训练，看损失下降</translation>
    </message>
    <message>
        <source>Measure its answers</source>
        <translation>评测它的答案</translation>
    </message>
    <message>
        <source>Ask it a question</source>
        <translation>问它一个问题</translation>
    </message>
    <message numerus="yes">
        <source>%Ln source(s)</source>
        <translation>
            <numerusform>%Ln 个来源</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln 次运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 sample(s)</source>
        <translation>
            <numerusform>%1 个样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s)</source>
        <translation>
            <numerusform>%Ln 个标记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln piece(s)</source>
        <translation>
            <numerusform>%Ln 个词片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::StageCard</name>
    <message>
        <source>next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>已过时</translation>
    </message>
    <message>
        <source>Made from an older version than the newest</source>
        <translation>由较旧的版本生成，不是最新版本</translation>
    </message>
</context>
<context>
    <name>retort::StatusLine</name>
    <message>
        <source>No project</source>
        <translation>没有项目</translation>
    </message>
    <message>
        <source>%1 (read-only)</source>
        <translation>%1（只读）</translation>
    </message>
    <message>
        <source>Make or open a project</source>
        <translation>新建或打开项目</translation>
    </message>
    <message>
        <source>Review, discard, or make a version of them</source>
        <translation>查看、放弃，或用它们生成版本</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>已暂停于 %1</translation>
    </message>
    <message>
        <source>Training %1</source>
        <translation>训练 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1, trained by another process</source>
        <translation>%1，由另一个进程训练</translation>
    </message>
    <message>
        <source>Devices, their memory and who uses it</source>
        <translation>设备、内存和占用者</translation>
    </message>
    <message>
        <source>No tasks</source>
        <translation>没有任务</translation>
    </message>
    <message>
        <source>What is running and waiting</source>
        <translation>正在运行和排队的任务</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) not in a version</source>
        <translation>
            <numerusform>%Ln 处更改未并入版本</numerusform>
        </translation>
    </message>
    <message>
        <source>Open for reading only: nothing in it can be changed here.</source>
        <translation>以只读方式打开：在此无法修改其中任何内容。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln 个等待中</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::StudentMessage</name>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>正在思考…</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>思考过程</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>复制回答</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新回答</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln token(s)</source>
        <translation>
            <numerusform>%1 · %Ln 个词元</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::StudentPage</name>
    <message>
        <source>What it costs</source>
        <translation>开销</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Parameters by part</source>
        <translation>各部分的参数量</translation>
    </message>
    <message>
        <source>Memory while training, by part</source>
        <translation>训练时各部分的内存</translation>
    </message>
    <message>
        <source>Train a tokenizer first: its vocabulary is part of the student.</source>
        <translation>请先训练分词器：它的词表是学生模型的一部分。</translation>
    </message>
    <message>
        <source>Keep this student; runs are trained from it.</source>
        <translation>保存这个学生模型，供训练运行使用。</translation>
    </message>
    <message>
        <source>Mend the marked sizes first.</source>
        <translation>请先修正有标记的大小。</translation>
    </message>
    <message>
        <source>Saving the student</source>
        <translation>正在保存学生模型</translation>
    </message>
    <message>
        <source>Student “%1” is saved.</source>
        <translation>学生模型“%1”已保存。</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>This student</source>
        <translation>这个学生模型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the student; empty takes the one shown</source>
        <translation>学生模型的名称；留空则用所示名称</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 副本</translation>
    </message>
    <message>
        <source>Fits on %1: %2 of memory are free.</source>
        <translation>放得下（%1）：可用内存有 %2。</translation>
    </message>
    <message>
        <source>Does not fit on %1: only %2 of memory are free. Choose smaller sizes.</source>
        <translation>放不下（%1）：可用内存只有 %2。请选择更小的尺寸。</translation>
    </message>
    <message>
        <source>%1 operations per trained token.</source>
        <translation>每训练一个词元需要 %1次运算。</translation>
    </message>
    <message>
        <source>Student saved</source>
        <translation>学生模型已保存</translation>
    </message>
</context>
<context>
    <name>retort::TableView</name>
    <message>
        <source>Row height</source>
        <translation>行高</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>紧凑行高</translation>
    </message>
    <message>
        <source>Normal rows</source>
        <translation>标准行高</translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation>宽松行高</translation>
    </message>
</context>
<context>
    <name>retort::TasksPanel</name>
    <message>
        <source>Cancel this task</source>
        <translation>取消这个任务</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>没有正在运行的任务。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>%1 (stopped)</source>
        <translation>%1（已停止）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln in the queue</source>
        <translation>
            <numerusform>队列中有 %Ln 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in the queue, held</source>
        <translation>
            <numerusform>队列中有 %Ln 项，已暂停</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::ToastHost</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>retort::TokenizePage</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>New tokenizer</source>
        <translation>新分词器</translation>
    </message>
    <message>
        <source>Chosen tokenizer</source>
        <translation>所选分词器</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>词片</translation>
    </message>
    <message>
        <source>Tokens per character</source>
        <translation>每字词元数</translation>
    </message>
    <message>
        <source>Byte fallback</source>
        <translation>字节回退</translation>
    </message>
    <message>
        <source>Tokens per sample</source>
        <translation>每个样本的词元数</translation>
    </message>
    <message>
        <source>Longest sample</source>
        <translation>最长样本</translation>
    </message>
    <message>
        <source>A sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Typed text</source>
        <translation>输入的文字</translation>
    </message>
    <message>
        <source>row </source>
        <translation>第 </translation>
    </message>
    <message>
        <source>Row of the version</source>
        <translation>版本中的行</translation>
    </message>
    <message>
        <source>Show ids</source>
        <translation>显示编号</translation>
    </message>
    <message>
        <source>Type or paste any text: its pieces show below at once.</source>
        <translation>输入或粘贴任意文字，下方立即显示切分出的词片。</translation>
    </message>
    <message>
        <source>Pieces · underlined: learned by the student</source>
        <translation>词片 · 带下划线的由学生模型学习</translation>
    </message>
    <message>
        <source>Find a piece or an id</source>
        <translation>查找词片或编号</translation>
    </message>
    <message>
        <source>No piece matches.</source>
        <translation>没有符合条件的词片。</translation>
    </message>
    <message>
        <source>Training a tokenizer</source>
        <translation>正在训练分词器</translation>
    </message>
    <message>
        <source>Tokenizer “%1” gives back every text unchanged.</source>
        <translation>分词器“%1”能原样还原每段文字。</translation>
    </message>
    <message>
        <source>None yet. The settings on the left fit small students; train one to go on. Every text of the version is proven to come back unchanged.</source>
        <translation>还没有。左侧的设置适合小的学生模型；请训练一个再继续。版本中的每段文字都会验证能否原样还原。</translation>
    </message>
    <message>
        <source>%1 · %2 · trained on %3 · hash %4</source>
        <translation>%1 · %2 · 训练自 %3 · 哈希 %4</translation>
    </message>
    <message>
        <source>Opening the tokenizer</source>
        <translation>正在打开分词器</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> 行，共 %1 行</translation>
    </message>
    <message>
        <source>Cutting into pieces</source>
        <translation>正在切分词片</translation>
    </message>
    <message>
        <source>No tokenizer yet</source>
        <translation>还没有分词器</translation>
    </message>
    <message>
        <source>Train one on this data; then its pieces can be looked at here.</source>
        <translation>先用这些数据训练一个，就能在这里查看它切分的片段。</translation>
    </message>
    <message>
        <source>Import data first; a tokenizer is trained on its texts.</source>
        <translation>先导入数据，分词器在数据的文本上训练。</translation>
    </message>
    <message>
        <source>Train a tokenizer →</source>
        <translation>训练分词器 →</translation>
    </message>
    <message>
        <source>Tint by characters per token</source>
        <translation>按每词元字符数着色</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>comes back exactly ✓</source>
        <translation>可原样还原 ✓</translation>
    </message>
    <message>
        <source>does NOT come back ✗</source>
        <translation>无法还原 ✗</translation>
    </message>
    <message>
        <source>id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Piece</source>
        <translation>词片</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Tokenizer trained</source>
        <translation>分词器训练完成</translation>
    </message>
</context>
<context>
    <name>retort::TracePage</name>
    <message>
        <source>Search the texts</source>
        <translation>搜索文字</translation>
    </message>
    <message>
        <source>Nothing to read yet</source>
        <translation>还没有可读的内容</translation>
    </message>
    <message>
        <source>Import data first; then every reasoning trace can be read here, step by step.</source>
        <translation>请先导入数据；之后可以在这里逐步阅读每条推理轨迹。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Samples to read</source>
        <translation>待读样本</translation>
    </message>
    <message>
        <source>No sample matches.</source>
        <translation>没有符合条件的样本。</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>推理步骤</translation>
    </message>
    <message>
        <source>Re-checks</source>
        <translation>复查</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Steps of the reasoning</source>
        <translation>推理步骤</translation>
    </message>
    <message>
        <source>Reading a trace</source>
        <translation>正在读取推理轨迹</translation>
    </message>
    <message>
        <source>ends in a loop</source>
        <translation>结尾陷入循环</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>语言切换</translation>
    </message>
    <message>
        <source>How often the language changes</source>
        <translation>语言切换的次数</translation>
    </message>
    <message>
        <source>Unfold reasoning</source>
        <translation>展开推理</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pending</source>
        <translation>
            <numerusform>%Ln 处待并入</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) not in a version</source>
        <translation>
            <numerusform>%Ln 处更改未并入版本</numerusform>
        </translation>
    </message>
    <message>
        <source>No further remark behind this sample.</source>
        <translation>后面的样本没有更多提示。</translation>
    </message>
    <message>
        <source>No remark before this sample.</source>
        <translation>前面的样本没有提示。</translation>
    </message>
    <message>
        <source>re-check: %1</source>
        <translation>复查：%1</translation>
    </message>
    <message>
        <source>Looking for a remark</source>
        <translation>正在查找提示</translation>
    </message>
</context>
<context>
    <name>retort::TraceReader</name>
    <message>
        <source>Reasoning trace</source>
        <translation>推理轨迹</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message numerus="yes">
        <source>Reasoning · %Ln step(s), folded</source>
        <translation>
            <numerusform>推理 · %Ln 步，已折叠</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retort::TrainPage</name>
    <message>
        <source>No run yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Checking the settings</source>
        <translation>正在检查设置</translation>
    </message>
    <message>
        <source>Evaluate →</source>
        <translation>去评测 →</translation>
    </message>
    <message>
        <source>Asking the run</source>
        <translation>正在向运行发出请求</translation>
    </message>
    <message>
        <source>step %1 · %2</source>
        <translation>第 %1 步 · %2</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Fold the settings away</source>
        <translation>收起设置</translation>
    </message>
    <message>
        <source>The settings of “%1” are in the form.</source>
        <translation>“%1”的设置已填入表单。</translation>
    </message>
    <message>
        <source>There is no device “%1” here.</source>
        <translation>这台机器上没有设备“%1”。</translation>
    </message>
    <message>
        <source>Ending</source>
        <translation>正在结束</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>The process that trained this run has ended without a word at about step %1. What was saved is whole.</source>
        <translation>训练这次运行的进程在约第 %1 步时意外结束。已保存的内容完好无损。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s) and edit(s) on “%1” are in no version yet: training does not use them.</source>
        <translation>
            <numerusform>“%1”上有 %Ln 处标记和编辑尚不在任何版本中：训练不会使用它们。</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a version of them →</source>
        <translation>用它们生成版本 →</translation>
    </message>
    <message>
        <source>Start makes a new run that goes on from step %1 of “%2” with these settings. Student, data and order of the samples stay.</source>
        <translation>点“开始训练”会新开一次运行，以这些设置从“%2”的第 %1 步继续。学生模型、数据和样本顺序不变。</translation>
    </message>
    <message>
        <source>Continue with other settings</source>
        <translation>以其他设置继续</translation>
    </message>
    <message>
        <source>Start trains the chosen student on the chosen data. Loss and accuracy appear here step by step.</source>
        <translation>点“开始训练”，用所选数据训练所选学生模型。损失和准确率会逐步显示在这里。</translation>
    </message>
    <message>
        <source>Let the run go on where it was held</source>
        <translation>让运行从暂停处继续</translation>
    </message>
    <message>
        <source>The training was aborted. It can go on from its last checkpoint.</source>
        <translation>训练已中止，可以从最后一个检查点继续。</translation>
    </message>
    <message>
        <source>The training was aborted before its first checkpoint.</source>
        <translation>训练在第一个检查点之前已中止。</translation>
    </message>
    <message>
        <source>Abort this training?</source>
        <translation>中止这次训练？</translation>
    </message>
    <message>
        <source>It has no checkpoint yet, so nothing of it is kept. “Stop and save” would write one.</source>
        <translation>它还没有检查点，什么都不会保留。“停止并保存”会写一个。</translation>
    </message>
    <message>
        <source>What it has learnt since its checkpoint at step %1 is lost. “Stop and save” would keep it.</source>
        <translation>第 %1 步的检查点之后学到的内容会丢失。“停止并保存”则会保留。</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>让它继续</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>中止</translation>
    </message>
</context>
<context>
    <name>retort::TrashDialog</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Thrown away</source>
        <translation>丢弃时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Still needed</source>
        <translation>仍需要</translation>
    </message>
    <message>
        <source>yes, it stays</source>
        <translation>是，会保留</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>What you throw away waits here and can be taken back. What is older than 14 days goes by itself when the project is opened.</source>
        <translation>丢弃的内容在此等候，可以还原。超过 14 天的，会在打开项目时自动删除。</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>回收站是空的</translation>
    </message>
    <message>
        <source>Versions, runs, checkpoints and whatever else you throw away can be taken back from here.</source>
        <translation>版本、运行、检查点以及其他丢弃的内容，都可以从这里还原。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>彻底删除…</translation>
    </message>
    <message>
        <source>Empty trash…</source>
        <translation>清空回收站…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Looking into the trash</source>
        <translation>正在查看回收站</translation>
    </message>
    <message>
        <source>The project is open for reading only: nothing can be taken back or deleted.</source>
        <translation>项目以只读方式打开：无法还原或彻底删除。</translation>
    </message>
    <message>
        <source>A file that belongs to no record can only be moved back by hand, from the folder “trash” of the project.</source>
        <translation>不属于任何记录的文件，只能从项目的“trash”文件夹中手动移回。</translation>
    </message>
    <message>
        <source>Taking back out of the trash</source>
        <translation>正在从回收站取回</translation>
    </message>
    <message>
        <source>Delete “%1” for good?</source>
        <translation>要彻底删除“%1”吗？</translation>
    </message>
    <message>
        <source>%1 on disk become free. This cannot be undone.</source>
        <translation>将释放 %1 磁盘空间。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Deleting for good</source>
        <translation>正在彻底删除</translation>
    </message>
    <message numerus="yes">
        <source>%Ln stay(s), because something living needs it.</source>
        <translation>
            <numerusform>%Ln 项仍被使用，会保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty the trash?</source>
        <translation>要清空回收站吗？</translation>
    </message>
    <message>
        <source>Empty trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>Emptying the trash</source>
        <translation>正在清空回收站</translation>
    </message>
    <message>
        <source>Items in the trash</source>
        <translation>回收站中的内容</translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s)</source>
        <translation>
            <numerusform>%Ln 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s), %1</source>
        <translation>
            <numerusform>%Ln 项，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” cannot be deleted yet. %2 It goes with the last item that needs it.</source>
        <translation>“%1”还不能彻底删除。%2等最后一个需要它的内容删除后，它才能删除。</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln item(s) for good?</source>
        <translation>
            <numerusform>要彻底删除 %Ln 项吗？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s) go for good, %1 on disk become free. This cannot be undone.</source>
        <translation>
            <numerusform>%Ln 项将被彻底删除，释放 %1 磁盘空间。此操作无法撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken back out of the trash</source>
        <translation>已从回收站取回</translation>
    </message>
    <message>
        <source>Deleted for good</source>
        <translation>已彻底删除</translation>
    </message>
</context>
<context>
    <name>retort::UnitText</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>昨天 %1</translation>
    </message>
</context>
<context>
    <name>retort::UserMessage</name>
    <message>
        <source>You: %1</source>
        <translation>你：%1</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Opening the demo project</source>
        <translation>正在打开演示项目</translation>
    </message>
</context>
</TS>
