<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AttentionPanel</name>
    <message>
        <source>Alarms and new events</source>
        <translation>告警与新事件</translation>
    </message>
    <message>
        <source>No alarm, and everything reported has been accepted.</source>
        <translation>没有告警，上报的事件均已受理。</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Events not yet accepted</source>
        <translation>未受理事件</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>%1 · flood, %2 in 10 min</source>
        <translation>%1 · 泛滥，10 分钟 %2</translation>
    </message>
    <message>
        <source>%1 · %2 in 10 min</source>
        <translation>%1 · 10 分钟 %2</translation>
    </message>
    <message>
        <source>Every alarm is acknowledged, and everything reported accepted.</source>
        <translation>告警均已确认，上报均已受理。</translation>
    </message>
    <message>
        <source>%1 · flood</source>
        <translation>%1 · 泛滥</translation>
    </message>
    <message>
        <source>%1 alarms in the last 10 min</source>
        <translation>近 10 分钟 %1 条告警</translation>
    </message>
    <message>
        <source>A flood: %1 alarms in 10 min</source>
        <translation>告警泛滥：10 分钟 %1 条</translation>
    </message>
</context>
<context>
    <name>BarRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Breadcrumb</name>
    <message>
        <source>Where you are</source>
        <translation>当前位置</translation>
    </message>
</context>
<context>
    <name>BriefingLayout</name>
    <message>
        <source>Yunjie</source>
        <translation>云街</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>搜索（Ctrl+F）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视角</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>The screen is dark: any key lights it</source>
        <translation>已黑屏：按任意键恢复</translation>
    </message>
    <message>
        <source>Colour of buildings</source>
        <translation>楼栋着色</translation>
    </message>
    <message>
        <source>Light theme (F8)</source>
        <translation>浅色主题（F8）</translation>
    </message>
    <message>
        <source>Dark theme (F8)</source>
        <translation>深色主题（F8）</translation>
    </message>
</context>
<context>
    <name>BuildingTablePanel</name>
    <message>
        <source>Building table</source>
        <translation>楼盘表</translation>
    </message>
    <message>
        <source>%1 · building table</source>
        <translation>%1 · 楼盘表</translation>
    </message>
    <message>
        <source>Colour of units</source>
        <translation>房屋着色</translation>
    </message>
    <message>
        <source>Close the table (B)</source>
        <translation>关闭楼盘表（B）</translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation>正在打开 %1 …</translation>
    </message>
    <message>
        <source>Enter a building to see its table.</source>
        <translation>进入楼栋后显示楼盘表。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>how many, what of them</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No units are known of this building: storeys with what stands on them.</source>
        <translation>没有这栋楼的房屋数据：仅列楼层及其设备。</translation>
    </message>
</context>
<context>
    <name>CardBody</name>
    <message>
        <source>Close the card</source>
        <translation>关闭卡片</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>CityJsonDocument</name>
    <message>
        <source>a geometry template without boundaries</source>
        <translation>几何模板没有边界</translation>
    </message>
    <message>
        <source>the transform is not three numbers each for scale and translate</source>
        <translation>transform 的 scale 与 translate 应各为三个数</translation>
    </message>
    <message>
        <source>CityObjects is not an object</source>
        <translation>CityObjects 不是对象</translation>
    </message>
    <message>
        <source>a city object without a type; left out</source>
        <translation>城市对象缺少类型，已略去</translation>
    </message>
    <message>
        <source>"%1" is not what the standard asks for; left out</source>
        <translation>“%1”不符合标准要求，已略去</translation>
    </message>
</context>
<context>
    <name>CompareTab</name>
    <message>
        <source>Another version of this building</source>
        <translation>此楼栋的另一版本</translation>
    </message>
    <message>
        <source>Building models (*.ifc *.ifczip *.gml *.xml *.json *.jsonl)</source>
        <translation>建筑模型 (*.ifc *.ifczip *.gml *.xml *.json *.jsonl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Enter a building to compare it with another version.</source>
        <translation>进入楼栋后可与另一版本比较。</translation>
    </message>
    <message>
        <source>Choose another file of this building: IFC, CityGML, CityJSON or a project. What differs is coloured and listed.</source>
        <translation>选择此楼栋的另一文件：IFC、CityGML、CityJSON 或项目。差异会着色并列出。</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>The other file is the newer one</source>
        <translation>所选文件为较新版本</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <comment>sign, kind of change, how many</comment>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>Hide these</source>
        <translation>隐藏这些</translation>
    </message>
    <message>
        <source>Show these</source>
        <translation>显示这些</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>Compass</name>
    <message>
        <source>North up (N)</source>
        <translation>正北朝上（N）</translation>
    </message>
</context>
<context>
    <name>DeskLayout</name>
    <message>
        <source>Places</source>
        <translation>区划</translation>
    </message>
    <message>
        <source>Put the panels at the left away</source>
        <translation>收起左侧面板</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Events %1</source>
        <translation>事件 %1</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Sensors %1</source>
        <translation>感知设备 %1</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>感知设备</translation>
    </message>
    <message>
        <source>Put the panels at the right away</source>
        <translation>收起右侧面板</translation>
    </message>
    <message>
        <source>Places and layers</source>
        <translation>区划与图层</translation>
    </message>
    <message>
        <source>Card, events and sensors</source>
        <translation>卡片、事件与感知设备</translation>
    </message>
    <message>
        <source>Width of the panels at the left</source>
        <translation>左侧面板宽度</translation>
    </message>
    <message>
        <source>Width of the panels at the right</source>
        <translation>右侧面板宽度</translation>
    </message>
    <message>
        <source>Height of the table</source>
        <translation>表格高度</translation>
    </message>
</context>
<context>
    <name>DeskToolbar</name>
    <message>
        <source>Yunjie</source>
        <translation>云街</translation>
    </message>
    <message>
        <source>Colour of buildings</source>
        <translation>楼栋着色</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视角</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>已存视角</translation>
    </message>
    <message>
        <source>Desk (F5)</source>
        <translation>桌面（F5）</translation>
    </message>
    <message>
        <source>Wall (F6)</source>
        <translation>大屏（F6）</translation>
    </message>
    <message>
        <source>Briefing (F7)</source>
        <translation>汇报（F7）</translation>
    </message>
    <message>
        <source>Light theme (F8)</source>
        <translation>浅色主题（F8）</translation>
    </message>
    <message>
        <source>Dark theme (F8)</source>
        <translation>深色主题（F8）</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Picture of the screen (Ctrl+S)</source>
        <translation>屏幕截图（Ctrl+S）</translation>
    </message>
    <message>
        <source>Open (Ctrl+O)</source>
        <translation>打开（Ctrl+O）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Mouse and keyboard (F1)</source>
        <translation>鼠标与键盘（F1）</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>勘查</translation>
    </message>
    <message>
        <source>Measure, elements, sections, versions (I)</source>
        <translation>测量、构件、剖切、版本（I）</translation>
    </message>
    <message>
        <source>Sound on (Ctrl+M)</source>
        <translation>打开声音（Ctrl+M）</translation>
    </message>
    <message>
        <source>Sound off (Ctrl+M)</source>
        <translation>关闭声音（Ctrl+M）</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Statistics, all events, councils, journal (Ctrl+R)</source>
        <translation>统计、全部事件、议事会、日志（Ctrl+R）</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Buildings, devices, areas and layers as a table (F4)</source>
        <translation>楼栋、设备、区域和图层的属性表（F4）</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>All indicators, on the map by areas (Ctrl+I)</source>
        <translation>全部指标，按区域上图（Ctrl+I）</translation>
    </message>
</context>
<context>
    <name>DevicesPanel</name>
    <message>
        <source>Sensors</source>
        <translation>感知设备</translation>
    </message>
    <message>
        <source>share online</source>
        <translation>在线率</translation>
    </message>
    <message>
        <source>%1 stale</source>
        <translation>失联 %1</translation>
    </message>
    <message>
        <source>%1 offline</source>
        <translation>离线 %1</translation>
    </message>
    <message>
        <source>%1 faulty</source>
        <translation>故障 %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Share online</source>
        <translation>在线率</translation>
    </message>
</context>
<context>
    <name>DomainPanel</name>
    <message>
        <source>Six domains</source>
        <translation>六大领域</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Events today</source>
        <translation>今日事件</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>No district is open</source>
        <translation>尚未打开街区</translation>
    </message>
    <message>
        <source>Drop a project (district.json) or data files here, or choose them. Buildings, areas, roads and models of most formats open by themselves.</source>
        <translation>将项目（district.json）或数据文件拖到这里，或点击选择。多数格式的楼栋、区划、道路和模型可以直接打开。</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>打开…</translation>
    </message>
</context>
<context>
    <name>Entry</name>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>EventList</name>
    <message>
        <source>Filter events</source>
        <translation>筛选事件</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>最严重在前</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Due first</source>
        <translation>先到期在前</translation>
    </message>
    <message>
        <source>By type</source>
        <translation>按类型</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>By address</source>
        <translation>按地址</translation>
    </message>
    <message>
        <source>No event matches.</source>
        <translation>没有符合条件的事件。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>FeedLine</name>
    <message>
        <source>%1 of %2 feeds connected</source>
        <translation>%2 个来源中 %1 个正常</translation>
    </message>
</context>
<context>
    <name>FeedSign</name>
    <message>
        <source>%1 %2/min</source>
        <translation>%1 %2 条/分</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter and sort</source>
        <translation>筛选与排序</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Mouse and keyboard</source>
        <translation>鼠标与键盘</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>move the map</source>
        <translation>移动地图</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>右键拖动</translation>
    </message>
    <message>
        <source>turn and tilt</source>
        <translation>旋转与俯仰</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>closer, farther</source>
        <translation>拉近、拉远</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>单击</translation>
    </message>
    <message>
        <source>select</source>
        <translation>选中</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>enter</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>one level up</source>
        <translation>返回上一级</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>the whole district</source>
        <translation>全景</translation>
    </message>
    <message>
        <source>north up</source>
        <translation>正北朝上</translation>
    </message>
    <message>
        <source>from above</source>
        <translation>俯视</translation>
    </message>
    <message>
        <source>search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>saved views</source>
        <translation>已存视角</translation>
    </message>
    <message>
        <source>stop or go on</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>sound on or off</source>
        <translation>开关声音</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>desk, wall, briefing</source>
        <translation>桌面、大屏、汇报</translation>
    </message>
    <message>
        <source>dark or light</source>
        <translation>深色或浅色</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>picture of the screen</source>
        <translation>屏幕截图</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>this sheet</source>
        <translation>本帮助</translation>
    </message>
    <message>
        <source>turn</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>tilt</source>
        <translation>俯仰</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>to the next control</source>
        <translation>移到下一个控件</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>into the building</source>
        <translation>进入楼栋</translation>
    </message>
    <message>
        <source>PgUp  PgDn</source>
        <translation>PgUp  PgDn</translation>
    </message>
    <message>
        <source>storey above, below</source>
        <translation>上一层、下一层</translation>
    </message>
    <message>
        <source>fan the storeys out</source>
        <translation>展开楼层</translation>
    </message>
    <message>
        <source>section</source>
        <translation>剖切</translation>
    </message>
    <message>
        <source>plan, outer shell</source>
        <translation>平面、外壳</translation>
    </message>
    <message>
        <source>walk through</source>
        <translation>步行</translation>
    </message>
    <message>
        <source>building table</source>
        <translation>楼盘表</translation>
    </message>
    <message>
        <source>the whole district, the whole building</source>
        <translation>全景、全楼</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>inspect</source>
        <translation>勘查</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>退格</translation>
    </message>
    <message>
        <source>take a point back</source>
        <translation>退回一点</translation>
    </message>
    <message>
        <source>down, up in the list</source>
        <translation>列表向下、向上</translation>
    </message>
    <message>
        <source>queue or alarms</source>
        <translation>队列或告警</translation>
    </message>
    <message>
        <source>a step of the funnel, in a list</source>
        <translation>漏斗的一步（列表中）</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
    <message>
        <source>mark for doing to several</source>
        <translation>标记，成批处理</translation>
    </message>
    <message>
        <source>fly there</source>
        <translation>飞到那里</translation>
    </message>
    <message>
        <source>accept, dispatch, start</source>
        <translation>受理、分拨、开始处置</translation>
    </message>
    <message>
        <source>finish, close</source>
        <translation>处置完毕、办结</translation>
    </message>
    <message>
        <source>reject, reopen</source>
        <translation>不予受理、重新办理</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>并案</translation>
    </message>
    <message>
        <source>note, attach</source>
        <translation>备注、附件</translation>
    </message>
    <message>
        <source>take the last step back</source>
        <translation>撤回上一步</translation>
    </message>
    <message>
        <source>assign to another, escalate</source>
        <translation>改派、升级</translation>
    </message>
    <message>
        <source>accept all that are marked</source>
        <translation>受理全部已标记</translation>
    </message>
    <message>
        <source>acknowledge: this alarm, all that are shown</source>
        <translation>确认：此告警、全部所列</translation>
    </message>
    <message>
        <source>shelve, unshelve</source>
        <translation>搁置、取消搁置</translation>
    </message>
    <message>
        <source>Working events and alarms</source>
        <translation>处理事件与告警</translation>
    </message>
    <message>
        <source>Map, building and program</source>
        <translation>地图、楼栋与程序</translation>
    </message>
    <message>
        <source>records: statistics, councils, journal</source>
        <translation>台账：统计、议事会、日志</translation>
    </message>
    <message>
        <source>alarm rules</source>
        <translation>告警规则</translation>
    </message>
    <message>
        <source>filter the list</source>
        <translation>筛选列表</translation>
    </message>
    <message>
        <source>↑ ↓</source>
        <translation>↑ ↓</translation>
    </message>
    <message>
        <source>usual words, when asked</source>
        <translation>填写时选用常用语</translation>
    </message>
    <message>
        <source>mark all that are shown</source>
        <translation>标记全部所列事件</translation>
    </message>
    <message>
        <source>source systems</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>command wall</source>
        <translation>指挥大屏</translation>
    </message>
    <message>
        <source>daily report</source>
        <translation>日报</translation>
    </message>
    <message>
        <source>panels at the left, at the right, table</source>
        <translation>左侧面板、右侧面板、表格</translation>
    </message>
    <message>
        <source>patrol through cameras, routes</source>
        <translation>一键轮巡、轮巡路线</translation>
    </message>
    <message>
        <source>F10  Ctrl+← →</source>
        <translation>F10  Ctrl+← →</translation>
    </message>
    <message>
        <source>patrol: stay or go on, the one before, the next</source>
        <translation>轮巡：停留或继续、上一路、下一路</translation>
    </message>
    <message>
        <source>camera, large</source>
        <translation>摄像头大图</translation>
    </message>
    <message>
        <source>camera large, cameras near by</source>
        <translation>摄像头大图、附近摄像头</translation>
    </message>
    <message>
        <source>all indicators, on the map by areas</source>
        <translation>全部指标，按区域上图</translation>
    </message>
    <message>
        <source>on the wall: pages; in a chart: its figures</source>
        <translation>大屏翻页；图表读数</translation>
    </message>
    <message>
        <source>on the wall: pin a page</source>
        <translation>固定大屏页面</translation>
    </message>
    <message>
        <source>a chart as a picture</source>
        <translation>图表存为图片</translation>
    </message>
    <message>
        <source>present the briefing: from this slide, from the first</source>
        <translation>放映汇报：从本页，从第一页</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Insert</translation>
    </message>
    <message>
        <source>in the briefing: take the view as a slide</source>
        <translation>在汇报中：将当前视图取为一页</translation>
    </message>
    <message>
        <source>from marker to marker, the worst first</source>
        <translation>逐个标记切换，最严重的在先</translation>
    </message>
</context>
<context>
    <name>IndicatorPanel</name>
    <message>
        <source>%1 · %2/%3</source>
        <translation>%1 · %2/%3</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>街区总览</translation>
    </message>
    <message>
        <source>All indicators (Ctrl+I)</source>
        <translation>全部指标（Ctrl+I）</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>InsideBar</name>
    <message>
        <source>Inside the building</source>
        <translation>楼内</translation>
    </message>
    <message>
        <source>Leave the building (Esc)</source>
        <translation>离开楼栋（Esc）</translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation>正在打开 %1 …</translation>
    </message>
    <message>
        <source>As it stands (X)</source>
        <translation>原样（X）</translation>
    </message>
    <message>
        <source>Storeys fanned upwards (X)</source>
        <translation>向上展开楼层（X）</translation>
    </message>
    <message>
        <source>Storeys side by side (X)</source>
        <translation>并排展开楼层（X）</translation>
    </message>
    <message>
        <source>Plan: a storey alone is cut at 1.2 m (O)</source>
        <translation>平面：单层在 1.2 m 处剖开（O）</translation>
    </message>
    <message>
        <source>Outer shell as glass (G)</source>
        <translation>外壳以玻璃显示（G）</translation>
    </message>
    <message>
        <source>Section (C)</source>
        <translation>剖切（C）</translation>
    </message>
    <message>
        <source>No section</source>
        <translation>不剖切</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>横剖</translation>
    </message>
    <message>
        <source>Lengthwise</source>
        <translation>纵剖</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>平剖</translation>
    </message>
    <message>
        <source>Facing me</source>
        <translation>面向视线</translation>
    </message>
    <message>
        <source>Walk through (V)</source>
        <translation>步行（V）</translation>
    </message>
    <message>
        <source>Colour of rooms</source>
        <translation>房间着色</translation>
    </message>
    <message>
        <source>Building table (B)</source>
        <translation>楼盘表（B）</translation>
    </message>
    <message>
        <source>Schematic</source>
        <translation>示意</translation>
    </message>
</context>
<context>
    <name>InspectExport</name>
    <message>
        <source>Save as a model</source>
        <translation>保存模型</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>保存平面图</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>DXF (*.dxf)</source>
        <translation>DXF (*.dxf)</translation>
    </message>
    <message>
        <source>glTF (*.glb)</source>
        <translation>glTF (*.glb)</translation>
    </message>
    <message>
        <source>Storey plan</source>
        <translation>楼层平面图</translation>
    </message>
    <message>
        <source>Enter a building whose storeys are known.</source>
        <translation>请进入有楼层数据的楼栋。</translation>
    </message>
    <message>
        <source>%1 · %2: cut 1.2 m above the floor, walls filled, rooms with name and area.</source>
        <translation>%1 · %2：距地面 1.2 m 剖切，墙体填实，房间注名称和面积。</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>As PDF …</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>As DXF …</source>
        <translation>存为 DXF…</translation>
    </message>
    <message>
        <source>Model of what is selected</source>
        <translation>所选对象的模型</translation>
    </message>
    <message>
        <source>Select an element, a room, a storey or a building.</source>
        <translation>请选择构件、房间、楼层或楼栋。</translation>
    </message>
    <message>
        <source>As glTF …</source>
        <translation>存为 glTF…</translation>
    </message>
</context>
<context>
    <name>InspectPanel</name>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>构件</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>剖切</translation>
    </message>
    <message>
        <source>Compare versions</source>
        <translation>版本比较</translation>
    </message>
    <message>
        <source>Views and notes</source>
        <translation>视图与备注</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Back to places and layers (I)</source>
        <translation>返回地点与图层（I）</translation>
    </message>
</context>
<context>
    <name>InspectProperties</name>
    <message>
        <source>FireRating, IsExternal=true, &gt;2.5</source>
        <translation>FireRating、IsExternal=true、&gt;2.5</translation>
    </message>
    <message>
        <source>Only these</source>
        <translation>仅显示这些</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Select a building, a room, a door or an element.</source>
        <translation>请选择楼栋、房间、门或构件。</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>InspectRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>InspectSection</name>
    <message>
        <source>Enter a building to cut it.</source>
        <translation>进入楼栋后可剖切。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>Along</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>标高</translation>
    </message>
    <message>
        <source>Towards the eye</source>
        <translation>朝向视点</translation>
    </message>
    <message>
        <source>Where the section cuts</source>
        <translation>剖切位置</translation>
    </message>
    <message>
        <source>Other half</source>
        <translation>另一半</translation>
    </message>
    <message>
        <source>−10 cm</source>
        <translation>−10 cm</translation>
    </message>
    <message>
        <source>+10 cm</source>
        <translation>+10 cm</translation>
    </message>
    <message>
        <source>The handle in the view drags the section as well; cut faces are filled.</source>
        <translation>也可在视图中拖动手柄；剖面填实。</translation>
    </message>
</context>
<context>
    <name>InspectTree</name>
    <message>
        <source>Enter a building to see what it is made of.</source>
        <translation>进入楼栋后可查看其组成。</translation>
    </message>
    <message>
        <source>Name, type or id</source>
        <translation>名称、类型或编号</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>构件</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 parts</source>
        <translation>%1 个构件</translation>
    </message>
</context>
<context>
    <name>InspectTreeRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Only this</source>
        <translation>仅显示此项</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>InspectViews</name>
    <message>
        <source>Save the views as a file</source>
        <translation>将视图存为文件</translation>
    </message>
    <message>
        <source>Views (*.json)</source>
        <translation>视图 (*.json)</translation>
    </message>
    <message>
        <source>Read views from a file</source>
        <translation>从文件读取视图</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Click where the note belongs</source>
        <translation>点击备注所在位置</translation>
    </message>
    <message>
        <source>Pin a note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>What is to be noted here</source>
        <translation>备注内容</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>已存视图</translation>
    </message>
    <message>
        <source>Name of this view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>A view keeps camera, building, storey, section, what is hidden, measures and notes.</source>
        <translation>视图保存视角、楼栋、楼层、剖切、隐藏项、测量和备注。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Save as a file …</source>
        <translation>存为文件…</translation>
    </message>
    <message>
        <source>Read a file …</source>
        <translation>读取文件…</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>隐藏%1</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示%1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Warnings: %1</source>
        <translation>警告 %1</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of %1</source>
        <translation>%1的不透明度</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>in parts</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>Comes in parts, by what is looked at</source>
        <translation>按视野分块加载</translation>
    </message>
    <message>
        <source>Parts that could not be had and leave holes: %1. They are tried again.</source>
        <translation>有 %1 块未能加载，暂时留空，正在重试</translation>
    </message>
</context>
<context>
    <name>LayersSheet</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>From %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Counts what is shown</source>
        <translation>数量为当前显示范围内</translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>%1 events today so far</source>
        <translation>今日至此 %1 件事件</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>常日</translation>
    </message>
</context>
<context>
    <name>LoadingBar</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Yunjie</source>
        <translation>云街</translation>
    </message>
    <message>
        <source>%1 · Yunjie</source>
        <translation>%1 · 云街</translation>
    </message>
    <message>
        <source>Map of %1</source>
        <translation>%1地图</translation>
    </message>
</context>
<context>
    <name>MapButtons</name>
    <message>
        <source>Closer (+)</source>
        <translation>拉近（+）</translation>
    </message>
    <message>
        <source>Farther (−)</source>
        <translation>拉远（−）</translation>
    </message>
    <message>
        <source>The whole district (Home)</source>
        <translation>全景（Home）</translation>
    </message>
    <message>
        <source>From above (T)</source>
        <translation>俯视（T）</translation>
    </message>
    <message>
        <source>Cameras near by (Shift+F12)</source>
        <translation>附近摄像头（Shift+F12）</translation>
    </message>
</context>
<context>
    <name>MeasureTab</name>
    <message>
        <source>Choose what to measure, then click in the view: corners and edges catch the pointer. Esc ends, Backspace takes a point back.</source>
        <translation>选择测量方式，然后在视图中点击：指针会捕捉角点和边。Esc 结束，退格键退回一点。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Point back</source>
        <translation>退回一点</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>测量结果</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Copy as a table</source>
        <translation>复制为表格</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>OpenDialog</name>
    <message>
        <source>Open a district</source>
        <translation>打开街区</translation>
    </message>
</context>
<context>
    <name>PlaceTree</name>
    <message>
        <source>Places</source>
        <translation>区划</translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>Go on (P)</source>
        <translation>继续（P）</translation>
    </message>
    <message>
        <source>Stop (P)</source>
        <translation>暂停（P）</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Time of the replay</source>
        <translation>回放时间</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>倍速</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Ten minutes back</source>
        <translation>后退十分钟</translation>
    </message>
    <message>
        <source>Ten minutes on</source>
        <translation>前进十分钟</translation>
    </message>
</context>
<context>
    <name>RowFields</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Name, address, code or pinyin</source>
        <translation>名称、地址、编码或拼音</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Nothing found. Try a part of the name, or the initials of its pinyin.</source>
        <translation>没有找到。可只输入名称的一部分，或拼音首字母。</translation>
    </message>
    <message>
        <source>Nothing found. %1</source>
        <translation>未找到。%1</translation>
    </message>
</context>
<context>
    <name>SearchRow</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>SearchSheet</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>SensorList</name>
    <message>
        <source>Filter sensors</source>
        <translation>筛选感知设备</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>最严重在前</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>按种类</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>按位置</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By value</source>
        <translation>按读数</translation>
    </message>
    <message>
        <source>No sensor matches.</source>
        <translation>没有符合条件的感知设备。</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>感知设备</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message>
        <source>Online maps</source>
        <translation>在线地图</translation>
    </message>
    <message>
        <source>Tianditu key</source>
        <translation>天地图密钥</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>Briefing</source>
        <translation>汇报</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Command (dark)</source>
        <translation>指挥（深色）</translation>
    </message>
    <message>
        <source>Plan (light)</source>
        <translation>规划（浅色）</translation>
    </message>
    <message>
        <source>Colour of buildings</source>
        <translation>楼栋着色</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>画质</translation>
    </message>
    <message>
        <source>By machine</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Cut instead of gliding</source>
        <translation>直接切换，不用过渡</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Tone at critical alarms</source>
        <translation>严重告警时提示音</translation>
    </message>
    <message>
        <source>Drawn by %1</source>
        <translation>渲染器：%1</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>On the desktop too, while the window is behind</source>
        <translation>窗口在后台时也发桌面通知</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>As the journal shall have it</source>
        <translation>日志中显示的姓名或岗位</translation>
    </message>
    <message>
        <source>What you do is kept under this name, at the seat %1.</source>
        <translation>您的操作以此名称记入日志，席位 %1。</translation>
    </message>
    <message>
        <source>Scale of the desk</source>
        <translation>工作台缩放</translation>
    </message>
    <message>
        <source>By screen</source>
        <translation>随屏幕</translation>
    </message>
    <message>
        <source>Panels of the desk</source>
        <translation>工作台面板</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Widths and heights at this screen, shown and put away</source>
        <translation>本屏幕上各面板的宽高与显隐</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更换</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Command wall</source>
        <translation>指挥大屏</translation>
    </message>
    <message>
        <source>Lead a wall, or be one …</source>
        <translation>引导大屏或作为大屏……</translation>
    </message>
    <message>
        <source>Tour of the wall, untouched for</source>
        <translation>大屏无人操作多久后自动巡游</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>Memory for large layers</source>
        <translation>大图层可用内存</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SimulatedBadge</name>
    <message>
        <source>simulated data</source>
        <translation>模拟数据</translation>
    </message>
</context>
<context>
    <name>StateListPanel</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超时</translation>
    </message>
</context>
<context>
    <name>StateRow</name>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Warnings: %1</source>
        <translation>警告 %1</translation>
    </message>
    <message>
        <source>What is wrong in the data</source>
        <translation>数据问题</translation>
    </message>
</context>
<context>
    <name>StoreyRail</name>
    <message>
        <source>All storeys</source>
        <translation>全部楼层</translation>
    </message>
    <message>
        <source>All storeys (Home)</source>
        <translation>全部楼层（Home）</translation>
    </message>
    <message>
        <source>Storeys</source>
        <translation>楼层</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
</context>
<context>
    <name>TodayPanel</name>
    <message>
        <source>Reported</source>
        <translation>待受理</translation>
    </message>
    <message>
        <source>Dispatched</source>
        <translation>分拨</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Events today</source>
        <translation>今日事件</translation>
    </message>
    <message>
        <source>%1 overdue</source>
        <translation>超时 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>常日</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>%1 events today so far</source>
        <translation>今日至此 %1 件事件</translation>
    </message>
    <message>
        <source>Reported %1 · closed %2</source>
        <translation>上报 %1 · 办结 %2</translation>
    </message>
    <message>
        <source>Closing rate %1 %</source>
        <translation>办结率 %1%</translation>
    </message>
    <message>
        <source>Until the hour</source>
        <translation>截至整点</translation>
    </message>
    <message>
        <source>%1:00</source>
        <translation>%1:00</translation>
    </message>
    <message>
        <source>closing rate %1 %</source>
        <translation>办结率 %1%</translation>
    </message>
</context>
<context>
    <name>ViewsSheet</name>
    <message>
        <source>Views</source>
        <translation>视角</translation>
    </message>
    <message>
        <source>Name of this view</source>
        <translation>为当前视角命名</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Name of this view, with storey and section</source>
        <translation>为当前视角（含楼层、剖切）命名</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>WallHeader</name>
    <message>
        <source>Yunjie</source>
        <translation>云街</translation>
    </message>
    <message>
        <source>%1 · Digital twin</source>
        <translation>%1 · 数字孪生</translation>
    </message>
    <message>
        <source>%1 overdue</source>
        <translation>超时 %1</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>搜索（Ctrl+F）</translation>
    </message>
    <message>
        <source>Layers (L)</source>
        <translation>图层（L）</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>已存视角</translation>
    </message>
    <message>
        <source>Sound on (Ctrl+M)</source>
        <translation>开启声音（Ctrl+M）</translation>
    </message>
    <message>
        <source>Sound off (Ctrl+M)</source>
        <translation>关闭声音（Ctrl+M）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Records (Ctrl+R)</source>
        <translation>台账（Ctrl+R）</translation>
    </message>
</context>
<context>
    <name>WallLayout</name>
    <message>
        <source>In hand</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>%1 · due first</source>
        <translation>%1 · 按期限</translation>
    </message>
    <message>
        <source>Nothing is in hand.</source>
        <translation>没有处置中的事件。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>%1 · overdue first</source>
        <translation>%1 · 超时在前</translation>
    </message>
    <message>
        <source>Nothing waits at this step.</source>
        <translation>此步没有事件。</translation>
    </message>
</context>
<context>
    <name>WarningsSheet</name>
    <message>
        <source>What is wrong in the data</source>
        <translation>数据问题</translation>
    </message>
    <message>
        <source>Nothing. All sources were read whole.</source>
        <translation>没有问题，所有数据均完整读取。</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>frame</source>
        <translation>框架</translation>
    </message>
    <message>
        <source>masonry</source>
        <translation>砖混</translation>
    </message>
    <message>
        <source>frame and shear wall</source>
        <translation>框架剪力墙</translation>
    </message>
    <message>
        <source>shear wall</source>
        <translation>剪力墙</translation>
    </message>
    <message>
        <source>frame and core tube</source>
        <translation>框架核心筒</translation>
    </message>
    <message>
        <source>steel</source>
        <translation>钢结构</translation>
    </message>
    <message>
        <source>timber</source>
        <translation>木结构</translation>
    </message>
    <message>
        <source>Person in charge</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>sensors in the worst state, all</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>感知设备</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>major</source>
        <translation>较重</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>失联</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Sensors by state</source>
        <translation>感知设备状态</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Open events</source>
        <translation>未办结事件</translation>
    </message>
    <message>
        <source>From the source</source>
        <translation>来源数据</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n 个告警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open event(s)</source>
        <translation>
            <numerusform>%n 件未办结</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>quarter, address</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>建成年份</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Storeys</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>%1 above, %2 below</source>
        <translation>地上 %1，地下 %2</translation>
    </message>
    <message>
        <source>Height (estimated)</source>
        <translation>高度（估算）</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Footprint</source>
        <translation>占地面积</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人口</translation>
    </message>
    <message>
        <source>Units by tenancy</source>
        <translation>房屋使用情况</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Fly there</source>
        <translation>飞到此处</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制编码</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Communities</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>街区</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Buildings</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>Let units</source>
        <translation>出租屋</translation>
    </message>
    <message>
        <source>Storey</source>
        <translation>楼层</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>户型</translation>
    </message>
    <message>
        <source>%1 rooms, %2 halls, %3 bathrooms</source>
        <translation>%1 室 %2 厅 %3 卫</translation>
    </message>
    <message>
        <source>Tenancy</source>
        <translation>使用情况</translation>
    </message>
    <message>
        <source>Show building</source>
        <translation>查看楼栋</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1, heard %2 ago</source>
        <comment>status, age</comment>
        <translation>%1，%2前上报</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>门限</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>触发时间</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>Reports every</source>
        <translation>上报周期</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Show place</source>
        <translation>查看所在位置</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <translation>%1，%2前</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>更新时间</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>办结期限</translation>
    </message>
    <message>
        <source>overdue by %1</source>
        <translation>超时 %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>History</source>
        <translation>办理过程</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Triangles</source>
        <translation>三角形</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>材质</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>kind of device, its code</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, storey %2, %3</source>
        <comment>building, storey, unit</comment>
        <translation>%1 %2 层 %3</translation>
    </message>
    <message>
        <source>%1, storey %2</source>
        <comment>building, storey</comment>
        <translation>%1 %2 层</translation>
    </message>
    <message>
        <source>Sub-district</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>街区</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>小区</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>地物</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Smoke detector</source>
        <translation>烟感</translation>
    </message>
    <message>
        <source>Electrical monitor</source>
        <translation>电气火灾监测</translation>
    </message>
    <message>
        <source>Tilt sensor</source>
        <translation>倾斜</translation>
    </message>
    <message>
        <source>Gas detector</source>
        <translation>燃气</translation>
    </message>
    <message>
        <source>Water level</source>
        <translation>水位</translation>
    </message>
    <message>
        <source>Rain gauge</source>
        <translation>雨量</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Presence sensor</source>
        <translation>人体感知</translation>
    </message>
    <message>
        <source>Door contact</source>
        <translation>门磁</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>电梯</translation>
    </message>
    <message>
        <source>Other device</source>
        <translation>其他设备</translation>
    </message>
    <message>
        <source>not heard yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>待受理</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>dispatched</source>
        <translation>已分拨</translation>
    </message>
    <message>
        <source>handling</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>核查中</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>重新办理</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>residential</source>
        <translation>住宅</translation>
    </message>
    <message>
        <source>commercial</source>
        <translation>商业</translation>
    </message>
    <message>
        <source>office</source>
        <translation>办公</translation>
    </message>
    <message>
        <source>industrial</source>
        <translation>工业</translation>
    </message>
    <message>
        <source>public</source>
        <translation>公共</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>综合</translation>
    </message>
    <message>
        <source>urban village</source>
        <translation>城中村</translation>
    </message>
    <message>
        <source>school</source>
        <translation>学校</translation>
    </message>
    <message>
        <source>hospital</source>
        <translation>医院</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Doors</source>
        <translation>门</translation>
    </message>
    <message>
        <source>Roads</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Rails</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>水系</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿地</translation>
    </message>
    <message>
        <source>Facilities</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Terrain</source>
        <translation>地形</translation>
    </message>
    <message>
        <source>Imagery</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Relief</source>
        <translation>地貌</translation>
    </message>
    <message>
        <source>Other objects</source>
        <translation>其他对象</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Smoke</source>
        <translation>烟雾</translation>
    </message>
    <message>
        <source>Gas</source>
        <translation>燃气</translation>
    </message>
    <message>
        <source>Residual current</source>
        <translation>剩余电流</translation>
    </message>
    <message>
        <source>Cable temperature</source>
        <translation>线温</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负荷</translation>
    </message>
    <message>
        <source>Current, phase A</source>
        <translation>A 相电流</translation>
    </message>
    <message>
        <source>Current, phase B</source>
        <translation>B 相电流</translation>
    </message>
    <message>
        <source>Current, phase C</source>
        <translation>C 相电流</translation>
    </message>
    <message>
        <source>Voltage, phase A</source>
        <translation>A 相电压</translation>
    </message>
    <message>
        <source>Voltage, phase B</source>
        <translation>B 相电压</translation>
    </message>
    <message>
        <source>Voltage, phase C</source>
        <translation>C 相电压</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>倾斜</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>雨量</translation>
    </message>
    <message>
        <source>Presence</source>
        <translation>人体感知</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门</translation>
    </message>
    <message>
        <source>owner-occupied</source>
        <translation>自住</translation>
    </message>
    <message>
        <source>let</source>
        <translation>出租</translation>
    </message>
    <message>
        <source>vacant</source>
        <translation>空置</translation>
    </message>
    <message>
        <source>workshop</source>
        <translation>作坊</translation>
    </message>
    <message>
        <source>shop</source>
        <translation>商铺</translation>
    </message>
    <message>
        <source>resident's report</source>
        <translation>居民上报</translation>
    </message>
    <message>
        <source>grid member</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>hotline</source>
        <translation>热线</translation>
    </message>
    <message>
        <source>sensor alarm</source>
        <translation>感知告警</translation>
    </message>
    <message>
        <source>video recognition</source>
        <translation>视频识别</translation>
    </message>
    <message>
        <source>weather</source>
        <translation>气象</translation>
    </message>
    <message>
        <source>another system</source>
        <translation>其他系统</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>smoke</source>
        <translation>有烟</translation>
    </message>
    <message>
        <source>no smoke</source>
        <translation>无烟</translation>
    </message>
    <message>
        <source>people inside</source>
        <translation>室内有人</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>open</source>
        <comment>door</comment>
        <translation>开</translation>
    </message>
    <message>
        <source>closed</source>
        <comment>door</comment>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number, unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 km²</source>
        <translation>%1 km²</translation>
    </message>
    <message>
        <source>%1 ha</source>
        <translation>%1 公顷</translation>
    </message>
    <message>
        <source>%1 m²</source>
        <translation>%1 m²</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Forces</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Sensing</source>
        <translation>感知</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Outside the grids</source>
        <translation>网格以外</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>connecting again: %1</source>
        <translation>正在重连：%1</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>silent since %1</source>
        <translation>自 %1 起无数据</translation>
    </message>
    <message>
        <source>failed because %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>played to the end</source>
        <translation>已播放完毕</translation>
    </message>
    <message>
        <source>No font with Chinese characters is installed: names will show as boxes. Install fonts-noto-cjk.</source>
        <translation>未安装中文字体，名称会显示为方框。请安装 fonts-noto-cjk。</translation>
    </message>
    <message>
        <source>the interface could not be loaded: %1</source>
        <translation>界面无法加载：%1</translation>
    </message>
    <message>
        <source>--view %1: there is no view of this name, nor is it LON,LAT,HEIGHT,HEADING,PITCH</source>
        <translation>--view %1：没有此名称的视角，也不是 LON,LAT,HEIGHT,HEADING,PITCH（经度、纬度、高度、方位、俯仰）</translation>
    </message>
    <message>
        <source>Storey %1</source>
        <translation>%1层</translation>
    </message>
    <message>
        <source>Basement %1</source>
        <translation>地下%1层</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗</translation>
    </message>
    <message>
        <source>Entrance</source>
        <translation>出入口</translation>
    </message>
    <message>
        <source>Building element</source>
        <translation>构件</translation>
    </message>
    <message>
        <source>Living room</source>
        <translation>客厅</translation>
    </message>
    <message>
        <source>Kitchen</source>
        <translation>厨房</translation>
    </message>
    <message>
        <source>Bathroom</source>
        <translation>卫生间</translation>
    </message>
    <message>
        <source>Balcony</source>
        <translation>阳台</translation>
    </message>
    <message>
        <source>Corridor</source>
        <translation>走廊</translation>
    </message>
    <message>
        <source>Stair</source>
        <translation>楼梯</translation>
    </message>
    <message>
        <source>Lobby</source>
        <translation>大堂</translation>
    </message>
    <message>
        <source>Shop floor</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>办公</translation>
    </message>
    <message>
        <source>Classroom</source>
        <translation>教室</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>病房</translation>
    </message>
    <message>
        <source>Plant room</source>
        <translation>设备间</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>储藏间</translation>
    </message>
    <message>
        <source>Car park</source>
        <translation>停车库</translation>
    </message>
    <message>
        <source>Outdoors</source>
        <translation>室外</translation>
    </message>
    <message>
        <source>in hand</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>%1 以下</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 及以上</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1～%2</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未登记</translation>
    </message>
    <message>
        <source>no device</source>
        <translation>无设备</translation>
    </message>
    <message>
        <source>no open event</source>
        <translation>无未办结事件</translation>
    </message>
    <message>
        <source>5 rooms and more</source>
        <translation>5 室及以上</translation>
    </message>
    <message numerus="yes">
        <source>%n room(s)</source>
        <translation>
            <numerusform>%n 室</numerusform>
        </translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Use of rooms</source>
        <translation>房间用途</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>Entrance at %1</source>
        <comment>room</comment>
        <translation>%1的出入口</translation>
    </message>
    <message>
        <source>No doors and stairs are known of this building</source>
        <translation>没有这栋楼的门和楼梯数据</translation>
    </message>
    <message>
        <source>No way from here to an entrance is known</source>
        <translation>没有从此处到出入口的通道数据</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <comment>reading, age</comment>
        <translation>%1，%2前</translation>
    </message>
    <message>
        <source>%1: there is no place, thing or event of this id</source>
        <translation>%1：没有这个编号的地点、设备或事件</translation>
    </message>
    <message>
        <source>--inside %1: there is no such choice</source>
        <translation>--inside %1：没有这个选项</translation>
    </message>
    <message numerus="yes">
        <source>%n let</source>
        <translation>
            <numerusform>租 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in alarm</source>
        <translation>
            <numerusform>告警 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with events</source>
        <translation>
            <numerusform>有事件 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n 台设备</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, common parts</source>
        <comment>storey</comment>
        <translation>%1公共部位</translation>
    </message>
    <message>
        <source>Common</source>
        <comment>parts of a storey that its units share</comment>
        <translation>公共</translation>
    </message>
    <message numerus="yes">
        <source>%n storey(s)</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unit(s)</source>
        <translation>
            <numerusform>%n 套</numerusform>
        </translation>
    </message>
    <message>
        <source>House code</source>
        <translation>房屋编码</translation>
    </message>
    <message>
        <source>Right now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Nearest stair</source>
        <translation>最近楼梯</translation>
    </message>
    <message>
        <source>Nearest exit</source>
        <translation>最近出口</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>出口</translation>
    </message>
    <message>
        <source>The way out</source>
        <translation>出路</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>name of a way out, its length</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Halls</source>
        <translation>厅</translation>
    </message>
    <message>
        <source>Bathrooms</source>
        <translation>卫</translation>
    </message>
    <message>
        <source>Entrances</source>
        <translation>出入口</translation>
    </message>
    <message>
        <source>Area inside</source>
        <translation>室内面积</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>schematic: storeys and units by their number</source>
        <translation>示意：仅按楼层和房屋数</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>已知</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) with a plan: enter to open it</source>
        <translation>
            <numerusform>有 %n 份平面数据：进入后打开</numerusform>
        </translation>
    </message>
    <message>
        <source>its units by storey and number, no plan</source>
        <translation>按楼层和房号知道房屋，没有平面图</translation>
    </message>
    <message>
        <source>only how many storeys it has</source>
        <translation>仅知道层数</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>没有数据</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>Table and model differ</source>
        <translation>房屋表与模型不一致</translation>
    </message>
    <message>
        <source>schematic</source>
        <translation>示意</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>空间数</translation>
    </message>
    <message>
        <source>Floor above ground</source>
        <translation>楼面高出地面</translation>
    </message>
    <message>
        <source>Rooms by use</source>
        <translation>按用途的房间</translation>
    </message>
    <message>
        <source>Building table</source>
        <translation>楼盘表</translation>
    </message>
    <message>
        <source>Open the unit</source>
        <translation>打开房屋</translation>
    </message>
    <message>
        <source>Walk from here</source>
        <translation>从此处步行</translation>
    </message>
    <message>
        <source>Open the room</source>
        <translation>打开房间</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开楼栋</translation>
    </message>
    <message>
        <source>%1, %2 m</source>
        <comment>door, its width</comment>
        <translation>%1，%2 m</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>交 %1</translation>
    </message>
    <message>
        <source>to the outside</source>
        <translation>通往室外</translation>
    </message>
    <message>
        <source>leads where is not known</source>
        <translation>通往何处未知</translation>
    </message>
    <message>
        <source>one leaf</source>
        <translation>单扇</translation>
    </message>
    <message>
        <source>two leaves</source>
        <translation>双扇</translation>
    </message>
    <message>
        <source>sliding</source>
        <translation>推拉</translation>
    </message>
    <message>
        <source>Leaf</source>
        <translation>门扇</translation>
    </message>
    <message>
        <source>Joins</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>the outside</source>
        <translation>室外</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>%1 × %2 × %3</source>
        <comment>length, width, height</comment>
        <translation>%1 × %2 × %3</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>读取失败</translation>
    </message>
    <message>
        <source>In the unit</source>
        <translation>室内</translation>
    </message>
    <message>
        <source>%1 m from the middle</source>
        <translation>距中心 %1 m</translation>
    </message>
    <message>
        <source>%1 m above the ground floor</source>
        <translation>高于首层 %1 m</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>room, area</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north</comment>
        <translation>北</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>building, storey</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Cut %1 m above the floor</source>
        <translation>距地面 %1 m 剖切</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Simulated data: no real building</source>
        <translation>模拟数据：并非真实建筑</translation>
    </message>
    <message>
        <source>Schematic: drawn from the numbers of storeys and units</source>
        <translation>示意图：按楼层数和户数绘制</translation>
    </message>
    <message>
        <source>the storey is %1 × %2 m: too large for this paper at 1:%3</source>
        <translation>楼层为 %1 × %2 m：按 1:%3 此纸张放不下</translation>
    </message>
    <message>
        <source>the storey is %1 × %2 m: too large for this paper</source>
        <translation>楼层为 %1 × %2 m：此纸张放不下</translation>
    </message>
    <message>
        <source>choose a larger paper or a smaller scale</source>
        <translation>请选择更大的纸张或更小的比例</translation>
    </message>
    <message>
        <source>the file could not be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>请选择其他文件夹</translation>
    </message>
    <message>
        <source>Curtain walls</source>
        <translation>幕墙</translation>
    </message>
    <message>
        <source>Walls</source>
        <translation>墙</translation>
    </message>
    <message>
        <source>Slabs</source>
        <translation>楼板</translation>
    </message>
    <message>
        <source>Roofs</source>
        <translation>屋顶</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>柱</translation>
    </message>
    <message>
        <source>Beams</source>
        <translation>梁</translation>
    </message>
    <message>
        <source>Flights of stairs</source>
        <translation>梯段</translation>
    </message>
    <message>
        <source>Stairs</source>
        <translation>楼梯</translation>
    </message>
    <message>
        <source>Ramps</source>
        <translation>坡道</translation>
    </message>
    <message>
        <source>Railings</source>
        <translation>栏杆</translation>
    </message>
    <message>
        <source>Coverings</source>
        <translation>饰面</translation>
    </message>
    <message>
        <source>Footings</source>
        <translation>基础</translation>
    </message>
    <message>
        <source>Furniture</source>
        <translation>家具</translation>
    </message>
    <message>
        <source>Sanitary fittings</source>
        <translation>卫生洁具</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>窗</translation>
    </message>
    <message>
        <source>Plates</source>
        <translation>板材</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>杆件</translation>
    </message>
    <message>
        <source>Openings</source>
        <translation>洞口</translation>
    </message>
    <message>
        <source>Pipes, ducts and fittings</source>
        <translation>管道与配件</translation>
    </message>
    <message>
        <source>Lifts and escalators</source>
        <translation>电梯与扶梯</translation>
    </message>
    <message>
        <source>Other elements</source>
        <translation>其他构件</translation>
    </message>
    <message>
        <source>these are no saved views: %1</source>
        <translation>不是已存视图：%1</translation>
    </message>
    <message>
        <source>this JSON is no list of inspection views</source>
        <translation>此 JSON 不是勘查视图列表</translation>
    </message>
    <message>
        <source>choose a file that was exported here</source>
        <translation>请选择由本程序导出的文件</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>新备注</translation>
    </message>
    <message>
        <source>%1 is not in this district: the view is shown from outside</source>
        <translation>本区没有 %1：视图从外部显示</translation>
    </message>
    <message>
        <source>Views saved: %1</source>
        <translation>视图已保存：%1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Views read: %1</source>
        <translation>已读取 %1 个视图</translation>
    </message>
    <message>
        <source>from outside</source>
        <translation>外部</translation>
    </message>
    <message>
        <source>section</source>
        <translation>剖切</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Year built</source>
        <translation>建成年份</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>构件</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>标高</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Long name</source>
        <translation>全称</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>功能</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>体积</translation>
    </message>
    <message>
        <source>%1 m³</source>
        <translation>%1 m³</translation>
    </message>
    <message>
        <source>Clearance</source>
        <translation>净空</translation>
    </message>
    <message>
        <source>Clear width</source>
        <translation>净宽</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>at least %1 m, %2 m where it is new</source>
        <translation>不小于 %1 m，新建不小于 %2 m</translation>
    </message>
    <message>
        <source>Clear height</source>
        <translation>净高</translation>
    </message>
    <message>
        <source>Leaf&apos;s way</source>
        <translation>门扇开启范围</translation>
    </message>
    <message>
        <source>free</source>
        <translation>无阻碍</translation>
    </message>
    <message>
        <source>%1 % free</source>
        <translation>%1 % 无阻碍</translation>
    </message>
    <message>
        <source>In the way</source>
        <translation>阻碍物</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Between</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>形体</translation>
    </message>
    <message>
        <source>%1 × %2 × %3 m high</source>
        <translation>%1 × %2 × 高 %3 m</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>表面积</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>kind of measure, figure</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>kind of measure, figure, more</comment>
        <translation>%1：%2（%3）</translation>
    </message>
    <message>
        <source>Click a face</source>
        <translation>点击一个面</translation>
    </message>
    <message>
        <source>Click an element, a room or a building</source>
        <translation>点击构件、房间或楼栋</translation>
    </message>
    <message>
        <source>Click where the note belongs</source>
        <translation>点击备注所在位置</translation>
    </message>
    <message>
        <source>Click a point on the first side</source>
        <translation>点击第一条边上的点</translation>
    </message>
    <message>
        <source>Click the corner</source>
        <translation>点击角点</translation>
    </message>
    <message>
        <source>Click a point on the other side</source>
        <translation>点击另一条边上的点</translation>
    </message>
    <message>
        <source>Click the next point; Enter ends</source>
        <translation>点击下一个点；回车结束</translation>
    </message>
    <message>
        <source>Click the first point</source>
        <translation>点击第一个点</translation>
    </message>
    <message>
        <source>Click the next point</source>
        <translation>点击下一个点</translation>
    </message>
    <message>
        <source>Click the second point</source>
        <translation>点击第二个点</translation>
    </message>
    <message>
        <source>There is no body here that could be measured</source>
        <translation>此处没有可测量的形体</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>All measures were copied as a table</source>
        <translation>全部测量结果已复制为表格</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>kind of measure, of what</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>corner</source>
        <translation>角点</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>边</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在查找</translation>
    </message>
    <message>
        <source>More than %1 found</source>
        <translation>超过 %1 项</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>找到 %1 项</translation>
    </message>
    <message>
        <source>The other file stands elsewhere: it was moved by %1 m, up by %2 m and turned by %3° to lie over this one</source>
        <translation>另一文件位置不同：已平移 %1 m、升高 %2 m、旋转 %3° 与本文件重合</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>by %1 m</source>
        <translation>移动 %1 m</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>property, before, after</comment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Reshaped</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>On no storey</source>
        <translation>不属于任何楼层</translation>
    </message>
    <message>
        <source>not closed: no volume</source>
        <translation>未闭合：无体积</translation>
    </message>
    <message>
        <source>%1°</source>
        <translation>%1°</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>figure, unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>level %1, down %2</source>
        <translation>水平 %1，下降 %2</translation>
    </message>
    <message>
        <source>level %1, up %2</source>
        <translation>水平 %1，上升 %2</translation>
    </message>
    <message>
        <source>%1 legs, %2</source>
        <translation>%1 段，%2</translation>
    </message>
    <message>
        <source>%1 apart on the level</source>
        <translation>水平相距 %1</translation>
    </message>
    <message>
        <source>round it %1</source>
        <translation>周长 %1</translation>
    </message>
    <message>
        <source>%1; its corners lie up to %2 off a plane</source>
        <translation>%1；角点偏离平面最多 %2</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>表面</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>file, district</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 isolated parts</source>
        <translation>%1 个单独显示的构件</translation>
    </message>
    <message>
        <source>Paper to fit</source>
        <translation>自动选纸</translation>
    </message>
    <message>
        <source>Scale to fit</source>
        <translation>自动比例</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>building, storey: a file's name</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Plan saved: %1</source>
        <translation>平面图已保存：%1</translation>
    </message>
    <message>
        <source>%1: nothing of this storey can be drawn</source>
        <translation>%1：此楼层没有可绘制的内容</translation>
    </message>
    <message>
        <source>Plan saved at 1:%1 on %2: %3</source>
        <translation>平面图已按 1:%1 保存（%2）：%3</translation>
    </message>
    <message>
        <source>Model saved: %1</source>
        <translation>模型已保存：%1</translation>
    </message>
    <message>
        <source>%1 r</source>
        <comment>rooms of a unit</comment>
        <translation>%1室</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>halls of a unit</comment>
        <translation>%1厅</translation>
    </message>
    <message>
        <source>%1 b</source>
        <comment>bathrooms of a unit</comment>
        <translation>%1卫</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number of a room, what it is called</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>The two have no object in common: they are different buildings, or the ids, names and places of all objects are others</source>
        <translation>两者没有共同的对象：不是同一建筑，或所有对象的编号、名称和位置都不同</translation>
    </message>
    <message>
        <source>The other file: %1</source>
        <translation>另一文件：%1</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件组</translation>
    </message>
    <message>
        <source>Public warning</source>
        <translation>预警</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>active, not acknowledged</source>
        <translation>未消除，未确认</translation>
    </message>
    <message>
        <source>active, acknowledged</source>
        <translation>未消除，已确认</translation>
    </message>
    <message>
        <source>cleared, not acknowledged</source>
        <translation>已消除，未确认</translation>
    </message>
    <message>
        <source>shelved</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>suppressed</source>
        <translation>已抑制</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>分拨</translation>
    </message>
    <message>
        <source>Start handling</source>
        <translation>开始处置</translation>
    </message>
    <message>
        <source>Hand in for verification</source>
        <translation>提交核查</translation>
    </message>
    <message>
        <source>Verify and close</source>
        <translation>核查结案</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>Assign to another</source>
        <translation>改派</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Unshelve</source>
        <translation>取消搁置</translation>
    </message>
    <message>
        <source>Events reported: %1</source>
        <translation>已上报事件：%1</translation>
    </message>
    <message>
        <source>Events accepted: %1</source>
        <translation>已受理事件：%1</translation>
    </message>
    <message>
        <source>Events rejected: %1</source>
        <translation>不予受理事件：%1</translation>
    </message>
    <message>
        <source>Events dispatched: %1</source>
        <translation>已分拨事件：%1</translation>
    </message>
    <message>
        <source>Events in handling: %1</source>
        <translation>开始处置事件：%1</translation>
    </message>
    <message>
        <source>Events handed in for verification: %1</source>
        <translation>已提交核查事件：%1</translation>
    </message>
    <message>
        <source>Events closed: %1</source>
        <translation>已结案事件：%1</translation>
    </message>
    <message>
        <source>Events reopened: %1</source>
        <translation>已重开事件：%1</translation>
    </message>
    <message>
        <source>Events merged: %1</source>
        <translation>已合并事件：%1</translation>
    </message>
    <message>
        <source>Events assigned: %1</source>
        <translation>已改派事件：%1</translation>
    </message>
    <message>
        <source>Notes written: %1</source>
        <translation>已写备注：%1</translation>
    </message>
    <message>
        <source>Attachments added: %1</source>
        <translation>已添加附件：%1</translation>
    </message>
    <message>
        <source>Events escalated: %1</source>
        <translation>已升级事件：%1</translation>
    </message>
    <message>
        <source>Satisfaction written: %1</source>
        <translation>已记录满意度：%1</translation>
    </message>
    <message>
        <source>Steps taken back: %1</source>
        <translation>已撤回步骤：%1</translation>
    </message>
    <message>
        <source>Alarms acknowledged: %1</source>
        <translation>已确认告警：%1</translation>
    </message>
    <message>
        <source>Alarms shelved: %1</source>
        <translation>已搁置告警：%1</translation>
    </message>
    <message>
        <source>Alarms unshelved: %1</source>
        <translation>已取消搁置告警：%1</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>escalated</source>
        <translation>已升级</translation>
    </message>
    <message>
        <source>assigned anew</source>
        <translation>已改派</translation>
    </message>
    <message>
        <source>satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>took another in</source>
        <translation>并入另一事件</translation>
    </message>
    <message>
        <source>taken back: %1</source>
        <translation>已撤回：%1</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>cleared</source>
        <translation>消除</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>unshelved</source>
        <translation>取消搁置</translation>
    </message>
    <message>
        <source>no longer suppressed</source>
        <translation>不再抑制</translation>
    </message>
    <message>
        <source>opened an event</source>
        <translation>生成事件</translation>
    </message>
    <message>
        <source>joined an incident</source>
        <translation>并入事件组</translation>
    </message>
    <message>
        <source>%1 above %2 for %3</source>
        <translation>%1高于 %2，持续 %3</translation>
    </message>
    <message>
        <source>%1 above %2</source>
        <translation>%1高于 %2</translation>
    </message>
    <message>
        <source>%1 below %2 for %3</source>
        <translation>%1低于 %2，持续 %3</translation>
    </message>
    <message>
        <source>%1 below %2</source>
        <translation>%1低于 %2</translation>
    </message>
    <message>
        <source>%1 is reported</source>
        <translation>报告“%1”</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 rose by more than %2 within %3</source>
        <translation>%1在 %3内上升超过 %2</translation>
    </message>
    <message>
        <source>%1 above %2 in each of %3 consecutive months</source>
        <translation>%1连续 %3 个月均高于 %2</translation>
    </message>
    <message>
        <source>%1 more than %2 standard deviations from its last %3 days</source>
        <translation>%1偏离近 %3 天均值超过 %2 个标准差</translation>
    </message>
    <message>
        <source>the device is offline</source>
        <translation>设备离线</translation>
    </message>
    <message>
        <source>more than %1 % of a building&apos;s devices: %2</source>
        <translation>楼内超过 %1 % 的设备：%2</translation>
    </message>
    <message>
        <source>fire brigade</source>
        <translation>消防</translation>
    </message>
    <message>
        <source>police</source>
        <translation>公安</translation>
    </message>
    <message>
        <source>city management</source>
        <translation>城管</translation>
    </message>
    <message>
        <source>property management</source>
        <translation>物业</translation>
    </message>
    <message>
        <source>medical</source>
        <translation>医疗</translation>
    </message>
    <message>
        <source>volunteers</source>
        <translation>志愿者</translation>
    </message>
    <message>
        <source>Incident · %1</source>
        <translation>事件组 · %1</translation>
    </message>
    <message>
        <source>Devices that count</source>
        <translation>计入的设备</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>%1 times, last %2 ago</source>
        <translation>%1次，最近一次%2前</translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation>消除时间</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Shelved until</source>
        <translation>搁置至</translation>
    </message>
    <message>
        <source>%1 by %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>%1 (%2, %3 ago)</source>
        <translation>%1（%2，%3前）</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Last alarm</source>
        <translation>最近告警</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发布时间</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>防御指南</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>To be accepted</source>
        <translation>受理时限</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Escalated</source>
        <translation>已升级</translation>
    </message>
    <message>
        <source>%1 times, to: %2</source>
        <translation>%1次，至%2</translation>
    </message>
    <message>
        <source>%1 of 5</source>
        <translation>%1 / 5</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>Took in</source>
        <translation>已并入</translation>
    </message>
    <message>
        <source>Perhaps the same as</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>New</source>
        <translation>待受理</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Dispatched</source>
        <translation>已分拨</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>核查中</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>今日办结</translation>
    </message>
    <message>
        <source>over for %1</source>
        <translation>恢复 %1</translation>
    </message>
    <message>
        <source>to be accepted in %1</source>
        <translation>%1内受理</translation>
    </message>
    <message>
        <source>due in %1</source>
        <translation>%1内办结</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>与 %1</translation>
    </message>
    <message>
        <source>satisfaction %1 of 5</source>
        <translation>满意度 %1/5</translation>
    </message>
    <message>
        <source>cannot be opened: %1</source>
        <translation>无法打开：%1</translation>
    </message>
    <message>
        <source>cannot be written: %1</source>
        <translation>无法写入：%1</translation>
    </message>
    <message>
        <source>the line &quot;rules&quot; could not be added</source>
        <translation>无法添加“rules”一行</translation>
    </message>
    <message>
        <source>ahead by %1</source>
        <translation>快%1</translation>
    </message>
    <message>
        <source>behind by %1</source>
        <translation>慢%1</translation>
    </message>
    <message>
        <source>%1 received</source>
        <translation>已接收 %1</translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1 条无法读取</translation>
    </message>
    <message>
        <source>%1 said nothing new</source>
        <translation>%1 条重复</translation>
    </message>
    <message>
        <source>%1 came late</source>
        <translation>%1 条迟到</translation>
    </message>
    <message>
        <source>last answer %1</source>
        <translation>最近应答 %1</translation>
    </message>
    <message>
        <source>its clock is %1</source>
        <translation>时钟%1</translation>
    </message>
    <message>
        <source>emergency team</source>
        <translation>应急队</translation>
    </message>
    <message>
        <source>Reported</source>
        <comment>step of the work</comment>
        <translation>上报</translation>
    </message>
    <message>
        <source>Accepted</source>
        <comment>step of the work</comment>
        <translation>受理</translation>
    </message>
    <message>
        <source>Dispatched</source>
        <comment>step of the work</comment>
        <translation>分拨</translation>
    </message>
    <message>
        <source>Handled</source>
        <comment>step of the work</comment>
        <translation>处置</translation>
    </message>
    <message>
        <source>Verified</source>
        <comment>step of the work</comment>
        <translation>核查</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>step of the work</comment>
        <translation>办结</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>%1 类</translation>
    </message>
    <message>
        <source>Warning issued</source>
        <translation>发布预警</translation>
    </message>
    <message>
        <source>Warning replaced</source>
        <translation>预警已更新</translation>
    </message>
    <message>
        <source>Warning cancelled</source>
        <translation>预警已解除</translation>
    </message>
    <message>
        <source>Warning expired</source>
        <translation>预警到期</translation>
    </message>
    <message>
        <source>Meeting recorded</source>
        <translation>会议登记</translation>
    </message>
    <message>
        <source>Meeting amended</source>
        <translation>会议更正</translation>
    </message>
    <message>
        <source>Issue of a meeting settled</source>
        <translation>议题办结</translation>
    </message>
    <message>
        <source>Notification queued</source>
        <translation>通知待发</translation>
    </message>
    <message>
        <source>Notification tried</source>
        <translation>通知发送</translation>
    </message>
    <message>
        <source>Notification delivered</source>
        <translation>通知送达</translation>
    </message>
    <message>
        <source>Notification not delivered</source>
        <translation>通知未送达</translation>
    </message>
    <message>
        <source>Notification given up</source>
        <translation>通知放弃发送</translation>
    </message>
    <message>
        <source>listens at %1</source>
        <translation>接收地址 %1</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>read once</source>
        <translation>静态数据</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 条</translation>
    </message>
    <message>
        <source>%1 devices, %2 % online</source>
        <translation>%1 台设备，在线 %2 %</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) today</source>
        <translation>
            <numerusform>今日事件 %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s) in force</source>
        <translation>
            <numerusform>生效预警 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>public warnings</source>
        <translation>公共预警</translation>
    </message>
    <message>
        <source>none of its devices is known</source>
        <translation>没有登记任何设备</translation>
    </message>
    <message>
        <source>its layer &quot;%1&quot; is not there</source>
        <translation>图层“%1”不存在</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>connected; it goes its own way</source>
        <translation>已连接，大屏自主显示</translation>
    </message>
    <message>
        <source>connected; it follows %1</source>
        <translation>已连接，大屏正跟随%1</translation>
    </message>
    <message>
        <source>follows this seat</source>
        <translation>正跟随本席位</translation>
    </message>
    <message>
        <source>follows this seat, but shows another district</source>
        <translation>正跟随本席位，但显示的是另一街道</translation>
    </message>
    <message>
        <source>follows this seat; what is selected is not known there</source>
        <translation>正跟随本席位，但选中对象在大屏端不存在</translation>
    </message>
    <message>
        <source>port %1 cannot be listened on: %2</source>
        <translation>无法监听端口 %1：%2</translation>
    </message>
    <message>
        <source>Layer: %1</source>
        <translation>图层：%1</translation>
    </message>
    <message>
        <source>Devices in alarm</source>
        <translation>报警设备</translation>
    </message>
    <message>
        <source>Storeys below ground</source>
        <translation>地下层数</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>最近上报</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>隶属</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>%1 · %2 rows</source>
        <translation>%1 · %2 行</translation>
    </message>
    <message>
        <source>%1 [%2]</source>
        <translation>%1 [%2]</translation>
    </message>
    <message>
        <source>%1 at most %2</source>
        <translation>%1 不大于 %2</translation>
    </message>
    <message>
        <source>%1 at least %2</source>
        <translation>%1 不小于 %2</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 在 %2 至 %3 之间</translation>
    </message>
    <message>
        <source>⌀ %1</source>
        <translation>均 %1</translation>
    </message>
    <message>
        <source>%1 rows saved: %2</source>
        <translation>已保存 %1 行：%2</translation>
    </message>
    <message>
        <source>registered here</source>
        <translation>户籍</translation>
    </message>
    <message>
        <source>from elsewhere</source>
        <translation>流动</translation>
    </message>
    <message>
        <source>Hong Kong, Macau or foreign</source>
        <translation>港澳及境外</translation>
    </message>
    <message>
        <source>lives alone, over 70</source>
        <translation>70 岁以上独居</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>残障</translation>
    </message>
    <message>
        <source>key care</source>
        <translation>重点关爱</translation>
    </message>
    <message>
        <source>Telephone looked at</source>
        <translation>查看电话</translation>
    </message>
    <message>
        <source>Residents looked at</source>
        <translation>查看居民信息</translation>
    </message>
    <message>
        <source>±0</source>
        <translation>持平</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>−%1</source>
        <translation>−%1</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <translation>%1 百分点</translation>
    </message>
    <message>
        <source>%1 on yesterday</source>
        <translation>较昨日 %1</translation>
    </message>
    <message>
        <source>%1 on last week</source>
        <translation>较上周 %1</translation>
    </message>
    <message>
        <source>%1 on yesterday · %2 on last week</source>
        <translation>较昨日 %1 · 较上周 %2</translation>
    </message>
    <message>
        <source>the query cannot be read: the indicator has no number</source>
        <translation>查询语句无法识别：该指标没有数值</translation>
    </message>
    <message>
        <source>Figures of the day kept</source>
        <translation>当日指标存档</translation>
    </message>
    <message>
        <source>%1: daily operations report</source>
        <translation>%1城市运行日报</translation>
    </message>
    <message>
        <source>dddd, d MMMM yyyy</source>
        <translation>yyyy年M月d日 dddd</translation>
    </message>
    <message>
        <source>Data as of %1</source>
        <translation>数据截至 %1</translation>
    </message>
    <message>
        <source>Simulated data</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>items</source>
        <translation>件</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次</translation>
    </message>
    <message>
        <source>issued</source>
        <translation>条</translation>
    </message>
    <message>
        <source>most rain %1</source>
        <translation>最大雨强 %1</translation>
    </message>
    <message>
        <source>Events received</source>
        <translation>受理事件</translation>
    </message>
    <message>
        <source>%1 on yesterday, %2 on last week</source>
        <translation>较昨日 %1 · 较上周 %2</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>closing rate %1</source>
        <translation>办结率 %1</translation>
    </message>
    <message>
        <source>Mean time to close</source>
        <translation>平均办结用时</translation>
    </message>
    <message>
        <source>to accept %1</source>
        <translation>平均受理 %1</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>当前未结</translation>
    </message>
    <message>
        <source>Open at the day&apos;s end</source>
        <translation>日末未结</translation>
    </message>
    <message>
        <source>of them overdue %1</source>
        <translation>其中超时 %1 件</translation>
    </message>
    <message>
        <source>critical %1, incidents %2</source>
        <translation>严重 %1 · 事件组 %2</translation>
    </message>
    <message>
        <source>Weather warnings</source>
        <translation>气象预警</translation>
    </message>
    <message>
        <source>%1 events were received, %2 against the same time yesterday; %3 of them are settled (closing rate %4), %5 are in hand, %6 ran over a limit.</source>
        <translation>当日受理事件 %1 件，较昨日同时段 %2 件；已办结 %3 件，办结率 %4，在办 %5 件，超时 %6 件。</translation>
    </message>
    <message>
        <source>Most were of the domain %1 (%2).</source>
        <translation>“%1”类最多，共 %2 件。</translation>
    </message>
    <message>
        <source>No alarm was raised.</source>
        <translation>未产生告警。</translation>
    </message>
    <message>
        <source>Alarms were raised %1 times, %2 critical.</source>
        <translation>产生告警 %1 次，其中严重 %2 个。</translation>
    </message>
    <message>
        <source>No weather warning was in force.</source>
        <translation>当日无气象预警。</translation>
    </message>
    <message>
        <source>%1 weather warnings were in force, the gravest: %2.</source>
        <translation>生效气象预警 %1 条，最高为%2。</translation>
    </message>
    <message>
        <source>Where events were reported</source>
        <translation>事件分布</translation>
    </message>
    <message>
        <source>Events by domain</source>
        <translation>分领域情况</translation>
    </message>
    <message>
        <source>received</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>办结率</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>not closed</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>How far they came</source>
        <translation>处置进展</translation>
    </message>
    <message>
        <source>Matters of weight</source>
        <translation>重点事件</translation>
    </message>
    <message>
        <source>%1 critical or of class D; the first %2</source>
        <translation>严重或 D 类共 %1 件，列前 %2 件</translation>
    </message>
    <message>
        <source>No event was critical or of class D.</source>
        <translation>无严重或 D 类事件。</translation>
    </message>
    <message>
        <source>%1, overdue</source>
        <translation>%1（超时）</translation>
    </message>
    <message>
        <source>Most rain: %1 %2 at %3</source>
        <translation>最大雨强 %1 %2（%3）</translation>
    </message>
    <message>
        <source>None was in force.</source>
        <translation>无。</translation>
    </message>
    <message>
        <source>Alarms by rule</source>
        <translation>告警情况</translation>
    </message>
    <message>
        <source>devices</source>
        <translation>设备数</translation>
    </message>
    <message>
        <source>still active</source>
        <translation>仍活动</translation>
    </message>
    <message>
        <source>%1 more rules</source>
        <translation>其余 %1 类</translation>
    </message>
    <message>
        <source>Last seven days</source>
        <translation>近七日</translation>
    </message>
    <message>
        <source>settled of these</source>
        <translation>其中办结</translation>
    </message>
    <message>
        <source>Last thirty days</source>
        <translation>近三十日</translation>
    </message>
    <message>
        <source>events received a day</source>
        <translation>每日受理件数</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>日均 %1</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>街区总览指标</translation>
    </message>
    <message>
        <source>in brackets the change on yesterday</source>
        <translation>括号内为较昨日变化</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>（%1）</translation>
    </message>
    <message>
        <source>Source systems: %1 of %2 in order</source>
        <translation>数据来源系统：%2 个中 %1 个正常</translation>
    </message>
    <message>
        <source>Settled, rates and times are of the events received on the day</source>
        <translation>办结、办结率与用时均指当日受理的事件</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Yunjie</source>
        <translation>云街</translation>
    </message>
    <message>
        <source>Events reported on the day; communities darker by their number</source>
        <translation>当日受理事件；底色深浅表示社区件数</translation>
    </message>
    <message>
        <source>%1 has not begun</source>
        <translation>%1 尚未开始</translation>
    </message>
    <message>
        <source>choose today or a day before</source>
        <translation>请选择今天或之前的日期</translation>
    </message>
    <message>
        <source>no district is open</source>
        <translation>尚未打开街道</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Residents are not shown on a wall</source>
        <translation>大屏不显示居民信息</translation>
    </message>
    <message>
        <source>Residents are not shown in pictures</source>
        <translation>图片中不显示居民信息</translation>
    </message>
    <message>
        <source>Done today</source>
        <translation>今日办结</translation>
    </message>
    <message>
        <source>yesterday %1 · last week %2</source>
        <translation>较昨日 %1 · 较上周 %2</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>Darker communities had more of the day&apos;s events</source>
        <translation>底色越深，当日事件越多</translation>
    </message>
    <message>
        <source>%1 events were received, %2 against the same time yesterday; %3 of them are settled (closing rate %4), %5 are pending, %6 ran over a limit.</source>
        <translation>当日受理事件 %1 件，较昨日同时段 %2 件；已办结 %3 件，办结率 %4，未结 %5 件，超时 %6 件。</translation>
    </message>
    <message>
        <source>yesterday %1, week %2</source>
        <translation>较昨日 %1 · 较上周 %2</translation>
    </message>
    <message>
        <source>Ponding</source>
        <translation>积水深度</translation>
    </message>
    <message>
        <source>there is no slide</source>
        <translation>没有页面</translation>
    </message>
    <message>
        <source>not JSON: %1</source>
        <translation>不是 JSON：%1</translation>
    </message>
    <message>
        <source>New briefing</source>
        <translation>新汇报</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>Briefing saved: %1</source>
        <translation>汇报已保存：%1</translation>
    </message>
    <message>
        <source>Briefing opened: %1</source>
        <translation>已打开汇报：%1</translation>
    </message>
    <message>
        <source>PDF, a slide a page</source>
        <translation>PDF，每页一张</translation>
    </message>
    <message>
        <source>PNG files, one for each slide</source>
        <translation>PNG 图片，每页一个文件</translation>
    </message>
    <message>
        <source>Video (MP4, H.264)</source>
        <translation>视频（MP4，H.264）</translation>
    </message>
    <message>
        <source>Video (WebM)</source>
        <translation>视频（WebM）</translation>
    </message>
    <message>
        <source>a briefing is being written already</source>
        <translation>正在导出另一份汇报</translation>
    </message>
    <message>
        <source>take a view first</source>
        <translation>请先取一个视图</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Finishing the video</source>
        <translation>正在完成视频</translation>
    </message>
    <message>
        <source>Slide %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>the slide could not be drawn</source>
        <translation>页面无法绘制</translation>
    </message>
    <message>
        <source>Flight to slide %1 of %2</source>
        <translation>飞往第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Briefing written: %1</source>
        <translation>汇报已导出：%1</translation>
    </message>
    <message>
        <source>videos are made by ffmpeg, which is not there</source>
        <translation>视频由 ffmpeg 生成，但未找到它</translation>
    </message>
    <message>
        <source>install ffmpeg</source>
        <translation>请安装 ffmpeg</translation>
    </message>
    <message>
        <source>this ffmpeg has no encoder for %1</source>
        <translation>此 ffmpeg 没有 %1 编码器</translation>
    </message>
    <message>
        <source>write .webm instead</source>
        <translation>请改为导出 .webm</translation>
    </message>
    <message>
        <source>write .mp4 instead</source>
        <translation>请改为导出 .mp4</translation>
    </message>
    <message>
        <source>ffmpeg stopped: %1</source>
        <translation>ffmpeg 已停止：%1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2的%1</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选中</translation>
    </message>
    <message>
        <source>The full stop key goes from marker to marker, Enter opens, arrows move the map.</source>
        <translation>按句号键逐个查看标记，回车键进入，方向键移动地图。</translation>
    </message>
    <message>
        <source>%1 and %n more here</source>
        <translation>%1，此处另有 %n 个</translation>
    </message>
    <message>
        <source>Map of %1</source>
        <translation>%1地图</translation>
    </message>
    <message>
        <source>block team</source>
        <translation>街区处置组</translation>
    </message>
    <message>
        <source>community office</source>
        <translation>社区工作站</translation>
    </message>
    <message>
        <source>avenue</source>
        <translation>大道</translation>
    </message>
    <message>
        <source>street</source>
        <translation>街</translation>
    </message>
    <message>
        <source>lane</source>
        <translation>巷</translation>
    </message>
    <message>
        <source>alley</source>
        <translation>小巷</translation>
    </message>
    <message>
        <source>promenade</source>
        <translation>步道</translation>
    </message>
    <message>
        <source>railway</source>
        <translation>铁路</translation>
    </message>
    <message>
        <source>river</source>
        <translation>河流</translation>
    </message>
    <message>
        <source>pond</source>
        <translation>水塘</translation>
    </message>
    <message>
        <source>park</source>
        <translation>公园</translation>
    </message>
    <message>
        <source>garden</source>
        <translation>花园</translation>
    </message>
    <message>
        <source>square</source>
        <translation>广场</translation>
    </message>
    <message>
        <source>sports ground</source>
        <translation>运动场</translation>
    </message>
    <message>
        <source>embankment</source>
        <translation>堤岸绿地</translation>
    </message>
    <message>
        <source>tree</source>
        <translation>树木</translation>
    </message>
    <message>
        <source>heritage site</source>
        <translation>文物古迹</translation>
    </message>
    <message>
        <source>kindergarten</source>
        <translation>幼儿园</translation>
    </message>
    <message>
        <source>Party service centre</source>
        <translation>党群服务中心</translation>
    </message>
    <message>
        <source>government office</source>
        <translation>政务办公</translation>
    </message>
    <message>
        <source>police station</source>
        <translation>派出所</translation>
    </message>
    <message>
        <source>culture centre</source>
        <translation>文化站</translation>
    </message>
    <message>
        <source>clinic</source>
        <translation>社康中心</translation>
    </message>
    <message>
        <source>fire station</source>
        <translation>消防站</translation>
    </message>
    <message>
        <source>micro fire station</source>
        <translation>微型消防站</translation>
    </message>
    <message>
        <source>market</source>
        <translation>市场</translation>
    </message>
    <message>
        <source>railway station</source>
        <translation>车站</translation>
    </message>
    <message>
        <source>care for the aged</source>
        <translation>养老服务</translation>
    </message>
    <message>
        <source>public toilet</source>
        <translation>公共厕所</translation>
    </message>
    <message>
        <source>waste station</source>
        <translation>垃圾站</translation>
    </message>
    <message>
        <source>charging point</source>
        <translation>充电点</translation>
    </message>
    <message>
        <source>Shape of the roof</source>
        <translation>屋顶形状</translation>
    </message>
    <message>
        <source>Height of the roof</source>
        <translation>屋顶高度</translation>
    </message>
    <message>
        <source>Direction of the roof</source>
        <translation>屋顶朝向</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>nothing can be written into that folder</source>
        <translation>该文件夹不可写入</translation>
    </message>
    <message>
        <source>Of %1 only what is in view, of about %2</source>
        <translation>%1：仅列出当前可见的部分，全部约 %2 条</translation>
    </message>
    <message>
        <source>Of %1 only what is in view</source>
        <translation>%1：仅列出当前可见的部分</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>平屋顶</translation>
    </message>
    <message>
        <source>gabled</source>
        <translation>双坡屋顶</translation>
    </message>
    <message>
        <source>hipped</source>
        <translation>四坡屋顶</translation>
    </message>
    <message>
        <source>pyramidal</source>
        <translation>攒尖屋顶</translation>
    </message>
    <message>
        <source>skillion</source>
        <translation>单坡屋顶</translation>
    </message>
    <message>
        <source>dome</source>
        <translation>穹顶</translation>
    </message>
    <message>
        <source>Stopped: nothing of the briefing was written</source>
        <translation>已停止：汇报没有写出任何文件</translation>
    </message>
    <message>
        <source>%1, and %2 more</source>
        <translation>%1，另有 %2 条</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>For videos, install ffmpeg and start again.</source>
        <translation>要导出视频，请先安装 ffmpeg 再重新启动本程序。</translation>
    </message>
    <message>
        <source>No video: this ffmpeg has an encoder neither for H.264 nor for VP9.</source>
        <translation>无法导出视频：本机的 ffmpeg 没有 H.264 和 VP9 编码器。</translation>
    </message>
    <message>
        <source>No MP4: this ffmpeg has no encoder for H.264.</source>
        <translation>无法导出 MP4：本机的 ffmpeg 没有 H.264 编码器。</translation>
    </message>
    <message>
        <source>No WebM: this ffmpeg has no encoder for VP9.</source>
        <translation>无法导出 WebM：本机的 ffmpeg 没有 VP9 编码器。</translation>
    </message>
</context>
<context>
    <name>app::EventModel</name>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未办结</translation>
    </message>
    <message>
        <source>In hand</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>All severities</source>
        <translation>全部程度</translation>
    </message>
    <message>
        <source>Minor and worse</source>
        <translation>一般及以上</translation>
    </message>
    <message>
        <source>Major and worse</source>
        <translation>较重及以上</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>All domains</source>
        <translation>全部领域</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>今日办结</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>全部级别</translation>
    </message>
    <message>
        <source>A · grid</source>
        <translation>A · 网格</translation>
    </message>
    <message>
        <source>B · block</source>
        <translation>B · 街区</translation>
    </message>
    <message>
        <source>C · community</source>
        <translation>C · 社区</translation>
    </message>
    <message>
        <source>D · sub-district</source>
        <translation>D · 街道</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>全部来源</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Within an hour</source>
        <translation>一小时内</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Within a week</source>
        <translation>一周内</translation>
    </message>
</context>
<context>
    <name>app::EventStatsModel</name>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>app::Inside</name>
    <message>
        <source>The inside could not be read: %1</source>
        <translation>内部数据读取失败：%1</translation>
    </message>
    <message>
        <source>Nothing is known of its inside, nor how many storeys it has</source>
        <translation>没有内部数据，也不知道有几层</translation>
    </message>
    <message>
        <source>No plan of its inside is known: storeys by their number</source>
        <translation>没有平面图，仅按层数示意</translation>
    </message>
    <message>
        <source>No plan of its inside is known: storeys and units by their number</source>
        <translation>没有平面图，仅按楼层和房屋数示意</translation>
    </message>
    <message>
        <source>One cannot walk here: nothing inside has a floor</source>
        <translation>此处不能步行：内部没有楼面</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>name of a way out, its length</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>app::Session</name>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>不着色</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Year built</source>
        <translation>建成年份</translation>
    </message>
    <message>
        <source>Storeys</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>%1: only files on this machine can be opened here</source>
        <translation>%1：此处只能打开本机文件</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>正在查看文件</translation>
    </message>
    <message>
        <source>Loading was cancelled: what had arrived stays on screen</source>
        <translation>加载已取消，已读取的部分保留在屏幕上</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>what, where</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Picture saved: %1</source>
        <translation>截图已保存：%1</translation>
    </message>
    <message>
        <source>%1° W</source>
        <translation>西经 %1°</translation>
    </message>
    <message>
        <source>%1° E</source>
        <translation>东经 %1°</translation>
    </message>
    <message>
        <source>%1° S</source>
        <translation>南纬 %1°</translation>
    </message>
    <message>
        <source>%1° N</source>
        <translation>北纬 %1°</translation>
    </message>
    <message>
        <source>%1  E %2  N %3 · %4  %5</source>
        <comment>CRS, easting, northing, longitude, latitude</comment>
        <translation>%1  东 %2  北 %3 · %4  %5</translation>
    </message>
    <message>
        <source>%1 is not in this building</source>
        <translation>这栋楼里没有 %1</translation>
    </message>
    <message>
        <source>The replay jumped: the exercise begins anew, and what was done in it is gone</source>
        <translation>回放跳转：演练重新开始，此前的操作已清除</translation>
    </message>
    <message>
        <source>Residents are not shown here: go to the desk</source>
        <translation>此界面不显示居民信息，请切换到工作台</translation>
    </message>
    <message>
        <source>Residents are not shown in pictures</source>
        <translation>图片中不显示居民信息</translation>
    </message>
    <message>
        <source>There is a view of this name already: %1</source>
        <translation>已有同名视角：%1</translation>
    </message>
    <message>
        <source>%1 could not be written: check the folder</source>
        <translation>无法写入 %1，请检查文件夹</translation>
    </message>
</context>
<context>
    <name>app::ThingModel</name>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需关注</translation>
    </message>
    <message>
        <source>All severities</source>
        <translation>全部程度</translation>
    </message>
    <message>
        <source>Minor and worse</source>
        <translation>一般及以上</translation>
    </message>
    <message>
        <source>Major and worse</source>
        <translation>较重及以上</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部种类</translation>
    </message>
</context>
<context>
    <name>app::WarningModel</name>
    <message>
        <source>%1 (%2)</source>
        <comment>message, hint</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>base</name>
    <message>
        <source>the format is "%1", not "%2"</source>
        <translation>格式是“%1”，而不是“%2”</translation>
    </message>
    <message>
        <source>a list is expected here</source>
        <translation>此处应为列表</translation>
    </message>
    <message>
        <source>an object is expected here</source>
        <translation>此处应为对象</translation>
    </message>
    <message>
        <source>"%1" is there twice</source>
        <translation>“%1”重复出现</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>a line that is no CityJSONFeature; left out</source>
        <translation>有一行不是 CityJSONFeature，已略去</translation>
    </message>
    <message>
        <source>the sequence has no header; coordinates are taken as metres</source>
        <translation>序列没有文件头，坐标按米处理</translation>
    </message>
    <message>
        <source>this is the schema of a CityJSON extension, not a city model</source>
        <translation>这是 CityJSON 扩展的模式文件，不是城市模型</translation>
    </message>
    <message>
        <source>the file is no CityJSON: it has no CityObjects</source>
        <translation>文件不是 CityJSON：没有 CityObjects</translation>
    </message>
    <message>
        <source>the file does not say that it is CityJSON; read as such</source>
        <translation>文件未声明为 CityJSON，按 CityJSON 读取</translation>
    </message>
    <message>
        <source>the file has no city objects</source>
        <translation>文件没有城市对象</translation>
    </message>
    <message>
        <source>CityJSON version "%1" is not 1.0, 1.1 or 2.0; read as far as it goes</source>
        <translation>CityJSON 版本“%1”不是 1.0、1.1 或 2.0，尽量读取</translation>
    </message>
    <message>
        <source>vertices without a usable position: not three numbers, no-data values, or beyond the Earth</source>
        <translation>顶点位置不可用：不是三个数、为无数据值，或超出地球范围</translation>
    </message>
    <message>
        <source>vertices that the coordinate transformation cannot move; they are left where they were</source>
        <translation>坐标转换无法处理的顶点，保留原位</translation>
    </message>
    <message>
        <source>the feature's own object is not among its objects</source>
        <translation>要素自身的对象不在其对象之中</translation>
    </message>
    <message>
        <source>simplify the model, or cut it into several files</source>
        <translation>请简化模型，或拆分为多个文件</translation>
    </message>
    <message>
        <source>reading took more than %1 s of processor time and was stopped</source>
        <translation>读取占用处理器超过 %1 秒，已停止</translation>
    </message>
    <message>
        <source>the library that reads this format crashed on the file (signal %1)</source>
        <translation>读取此格式的程序库在该文件上崩溃（信号 %1）</translation>
    </message>
    <message>
        <source>the file is probably damaged; write it anew from the program that made it</source>
        <translation>文件可能已损坏，请用原程序重新导出</translation>
    </message>
    <message>
        <source>reading needs more than %1 MiB of memory and was stopped</source>
        <translation>读取所需内存超过 %1 MiB，已停止</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>文件无法读取：%1</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未说明原因</translation>
    </message>
    <message>
        <source>the file has no triangles</source>
        <translation>文件没有三角形</translation>
    </message>
    <message>
        <source>the reading process ended with status %1: %2</source>
        <translation>读取进程以状态 %1 结束：%2</translation>
    </message>
    <message>
        <source>the table has %1 units, the model %2</source>
        <translation>表中有 %1 套房屋，模型中有 %2 套</translation>
    </message>
    <message>
        <source>the unit's storey is not in the model</source>
        <translation>房屋所在楼层不在模型中</translation>
    </message>
    <message>
        <source>the rooms of the table and of the model differ</source>
        <translation>表与模型的房间不一致</translation>
    </message>
    <message>
        <source>the table has %1 storeys above ground, the model %2</source>
        <translation>表中地上 %1 层，模型中 %2 层</translation>
    </message>
    <message>
        <source>loading was cancelled</source>
        <translation>加载已取消</translation>
    </message>
    <message>
        <source>the file cannot be written: %1</source>
        <translation>文件无法写入：%1</translation>
    </message>
    <message>
        <source>choose another folder or make room on the disk</source>
        <translation>请换一个文件夹，或腾出磁盘空间</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>请换一个文件夹</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Streets and buildings</source>
        <translation>街道与楼栋</translation>
    </message>
    <message>
        <source>People and units</source>
        <translation>人口与房屋</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>District %1 of %2</source>
        <translation>第 %1 个街区，共 %2 个</translation>
    </message>
    <message>
        <source>Spatial indexes</source>
        <translation>空间索引</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Thirty days of events</source>
        <translation>三十天的事件</translation>
    </message>
    <message>
        <source>Thirty days of readings</source>
        <translation>三十天的读数</translation>
    </message>
    <message>
        <source>the folder holds something that is not a sample district</source>
        <translation>文件夹中的内容不是样例街道</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>文件夹无法创建</translation>
    </message>
    <message>
        <source>the folder cannot be renamed</source>
        <translation>文件夹无法改名</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>    guessed as %1</source>
        <translation>    推断为%1</translation>
    </message>
    <message>
        <source>  coordinates: %1</source>
        <translation>  坐标系：%1</translation>
    </message>
    <message>
        <source>local, no reference system</source>
        <translation>局部坐标，无参考系</translation>
    </message>
    <message>
        <source>areas</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>places</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>things</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>  events: %1</source>
        <translation>  事件：%1</translation>
    </message>
    <message>
        <source>  layer %1: %2, %3 features, %4, %5</source>
        <translation>  图层 %1：%2，%3 个要素，%4，%5</translation>
    </message>
    <message>
        <source>no CRS</source>
        <translation>无坐标系</translation>
    </message>
    <message>
        <source>    fields: %1</source>
        <translation>    字段：%1</translation>
    </message>
    <message>
        <source>  warning %1: </source>
        <translation>  警告 %1：</translation>
    </message>
    <message>
        <source> (%1 times: %2%3)</source>
        <translation>（%1 次：%2%3）</translation>
    </message>
    <message>
        <source>  %1 triangles, %2 s, %3 MiB</source>
        <translation>  %1 个三角形，%2 秒，%3 MiB</translation>
    </message>
    <message>
        <source>Try: yunjie --help</source>
        <translation>请试：yunjie --help</translation>
    </message>
    <message>
        <source>Yunjie: the digital twin of a sub-district

  yunjie [PATH ...]                 open a project or data files; without a path, the sample district
  yunjie check PATH ... [--json] [--interiors]
                                    load everything, draw nothing, print what was found and every warning
  yunjie shot PATH ... -o OUT.png   draw one picture when everything has loaded
  yunjie bench PATH ... [--frames N] [--to mqtt://HOST:PORT --rate N --seconds N] [--json]
                                    orbit and report times, memory and what was drawn
  yunjie sample DIR [--seed N] [--buildings N]
                                    write the sample district
  yunjie simulate PATH [--to mqtt://HOST:PORT] [--rate N] [--speed X] [--seconds N]
                                    play sensors and events into a broker or to standard output
  yunjie export PATH [--building ID] [--storey N] -o plan.pdf|plan.dxf|part.glb [--scale N] [--paper A3]
                                    write a storey&apos;s plan, or the building, a storey or a part as a model
</source>
        <translation>云街：街道的数字孪生

  yunjie [PATH ...]                 打开项目或数据文件；不给路径则打开样例街道
  yunjie check PATH ... [--json] [--interiors]
                                    加载全部但不绘制，列出内容与所有警告
  yunjie shot PATH ... -o OUT.png   全部加载后绘制一张图片
  yunjie bench PATH ... [--frames N] [--to mqtt://HOST:PORT --rate N --seconds N] [--json]
                                    环绕一周，报告耗时、内存与绘制量
  yunjie sample DIR [--seed N] [--buildings N]
                                    写出样例街道
  yunjie simulate PATH [--to mqtt://HOST:PORT] [--rate N] [--speed X] [--seconds N]
                                    将感知与事件播放到消息服务器或标准输出
  yunjie export PATH [--building ID] [--storey N] -o plan.pdf|plan.dxf|part.glb [--scale N] [--paper A3]
                                    导出楼层平面图，或将楼栋、楼层、构件导出为模型
</translation>
    </message>
    <message>
        <source>Project file, folder with a district.json, or data files</source>
        <translation>项目文件、含 district.json 的文件夹或数据文件</translation>
    </message>
    <message>
        <source>One JSON object on standard output, nothing else there</source>
        <translation>标准输出只写一个 JSON 对象</translation>
    </message>
    <message>
        <source>The picture to write</source>
        <translation>要写入的图片</translation>
    </message>
    <message>
        <source>Frames to measure</source>
        <translation>测量的帧数</translation>
    </message>
    <message>
        <source>Seed of the sample district</source>
        <translation>样例街道的随机种子</translation>
    </message>
    <message>
        <source>About so many buildings</source>
        <translation>大约的楼栋数</translation>
    </message>
    <message>
        <source>Broker to publish to</source>
        <translation>发布到的消息服务器</translation>
    </message>
    <message>
        <source>Messages a second, made up instead of replayed</source>
        <translation>每秒消息数，自行生成而非回放</translation>
    </message>
    <message>
        <source>Seconds replayed a second</source>
        <translation>每秒回放的秒数</translation>
    </message>
    <message>
        <source>Stop after so many seconds</source>
        <translation>多少秒后停止</translation>
    </message>
    <message>
        <source>Size of the window</source>
        <translation>窗口大小</translation>
    </message>
    <message>
        <source>desk, wall or briefing</source>
        <translation>desk、wall 或 briefing</translation>
    </message>
    <message>
        <source>command (dark) or plan (light)</source>
        <translation>command（深色）或 plan（浅色）</translation>
    </message>
    <message>
        <source>auto, low, medium or high</source>
        <translation>auto、low、medium 或 high</translation>
    </message>
    <message>
        <source>Colour buildings by plain, use, height, year, storeys, grid or attribute:NAME</source>
        <translation>楼栋着色：plain、use、height、year、storeys、grid 或 attribute:NAME</translation>
    </message>
    <message>
        <source>A saved view, or LON,LAT,HEIGHT,HEADING,PITCH</source>
        <translation>已存视角，或 LON,LAT,HEIGHT,HEADING,PITCH（经度、纬度、高度、方位、俯仰）</translation>
    </message>
    <message>
        <source>Select a place, thing, event or alarm</source>
        <translation>选中地点、设备、事件或告警</translation>
    </message>
    <message>
        <source>The time to show, ISO 8601</source>
        <translation>显示的时间，ISO 8601</translation>
    </message>
    <message>
        <source>en or zh_CN</source>
        <translation>en 或 zh_CN</translation>
    </message>
    <message>
        <source>Settings, caches and stores go there</source>
        <translation>设置、缓存和数据库存放于此</translation>
    </message>
    <message>
        <source>Say more on standard error</source>
        <translation>在标准错误输出更多信息</translation>
    </message>
    <message>
        <source>--%1 wants a number from %2 to %3, not "%4"</source>
        <translation>--%1 应为 %2 到 %3 之间的数，而不是“%4”</translation>
    </message>
    <message>
        <source>--%1 is one of %2, not "%3"</source>
        <translation>--%1 应为 %2 之一，而不是“%3”</translation>
    </message>
    <message>
        <source>--size is WxH, from 320x240 to 16384x16384, not "%1"</source>
        <translation>--size 应为 宽x高，从 320x240 到 16384x16384，而不是“%1”</translation>
    </message>
    <message>
        <source>--at is a time in ISO 8601, not "%1"</source>
        <translation>--at 应为 ISO 8601 时间，而不是“%1”</translation>
    </message>
    <message>
        <source>shot wants -o OUT.png</source>
        <translation>shot 需要 -o OUT.png</translation>
    </message>
    <message>
        <source>sample wants one folder</source>
        <translation>sample 需要一个文件夹</translation>
    </message>
    <message>
        <source>a path is missing</source>
        <translation>缺少路径</translation>
    </message>
    <message>
        <source>the picture could not be written</source>
        <translation>图片无法写入</translation>
    </message>
    <message>
        <source>check folder and ending</source>
        <translation>请检查文件夹和扩展名</translation>
    </message>
    <message>
        <source>no complete picture within %1 s</source>
        <translation>%1 秒内未得到完整画面</translation>
    </message>
    <message>
        <source>the broker did not take everything: %1</source>
        <translation>消息服务器未全部接收：%1</translation>
    </message>
    <message>
        <source>sent %1 observations, %2 statuses, %3 events; %4 of %5 messages arrived</source>
        <translation>已发送 %1 条观测、%2 条状态、%3 件事件；%5 条消息中送达 %4 条</translation>
    </message>
    <message>
        <source>the district has no replay log that can be read</source>
        <translation>街区没有可读取的回放日志</translation>
    </message>
    <message>
        <source>give --rate N to make up observations</source>
        <translation>可用 --rate N 生成观测</translation>
    </message>
    <message>
        <source>the district has no things with datastreams</source>
        <translation>街区没有带数据流的设备</translation>
    </message>
    <message>
        <source>this build has no viewer (YUNJIE_GUI is off)</source>
        <translation>此版本不含查看器（YUNJIE_GUI 已关闭）</translation>
    </message>
    <message>
        <source>Open every building whose inside is known, and count what is there</source>
        <translation>打开每栋有内部数据的楼并统计其内容</translation>
    </message>
    <message>
        <source>interiors</source>
        <translation>室内</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Enter a place or building; of a unit, room or device the building with its room</source>
        <translation>进入一个地点或楼栋；房屋、房间、设备则进入其楼栋和房间</translation>
    </message>
    <message>
        <source>How the entered building is shown: spread=up, paint=sensors, section=x, storey=7, table ...</source>
        <translation>所进入楼栋的显示方式：spread=up、paint=sensors、section=x、storey=7、table 等</translation>
    </message>
    <message>
        <source>%1 buildings are known from the inside: say which one</source>
        <translation>有 %1 栋楼的内部数据：请指明一栋</translation>
    </message>
    <message>
        <source>--building %1</source>
        <translation>--building %1</translation>
    </message>
    <message>
        <source>there is no storey %1</source>
        <translation>没有 %1 层</translation>
    </message>
    <message>
        <source>storeys: %1</source>
        <translation>楼层：%1</translation>
    </message>
    <message>
        <source>nothing of this storey can be drawn</source>
        <translation>此楼层没有可绘制的内容</translation>
    </message>
    <message>
        <source>write .dxf instead</source>
        <translation>可改写 .dxf</translation>
    </message>
    <message>
        <source>The file to write</source>
        <translation>要写入的文件</translation>
    </message>
    <message>
        <source>The building to export</source>
        <translation>要导出的楼栋</translation>
    </message>
    <message>
        <source>The storey to export: 1 is the ground floor, -1 the first below</source>
        <translation>要导出的楼层：1 为首层，-1 为地下一层</translation>
    </message>
    <message>
        <source>Scale of the plan, 1 to N; as fits without it</source>
        <translation>平面图比例 1:N；不指定则自动</translation>
    </message>
    <message>
        <source>Paper of the plan: A4, A3, A2, A1 or A0; as fits without it</source>
        <translation>平面图纸张：A4、A3、A2、A1 或 A0；不指定则自动</translation>
    </message>
    <message>
        <source>export wants -o with a name that ends in .pdf, .dxf or .glb</source>
        <translation>export 需要 -o，文件名以 .pdf、.dxf 或 .glb 结尾</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>the project names no store</source>
        <translation>项目未指定存储</translation>
    </message>
    <message>
        <source>name the store itself: sqlite:FILE or postgresql://USER@HOST/DATABASE</source>
        <translation>请直接给出存储：sqlite:FILE 或 postgresql://USER@HOST/DATABASE</translation>
    </message>
    <message>
        <source>--%1 is a day or a time in ISO 8601, not &quot;%2&quot;</source>
        <translation>--%1 应为日期或 ISO 8601 时间，而不是“%2”</translation>
    </message>
    <message>
        <source>--what is events, alarms, journal, observations or statistics, not &quot;%1&quot;</source>
        <translation>--what 应为 events、alarms、journal、observations 或 statistics，而不是“%1”</translation>
    </message>
    <message>
        <source>--by takes one or two keys</source>
        <translation>--by 接受一个或两个分组键</translation>
    </message>
    <message>
        <source>--by is of domain, type, class, source, day, month and area:LEVEL, not &quot;%1&quot;</source>
        <translation>--by 可为 domain、type、class、source、day、month 和 area:LEVEL（层级），而不是“%1”</translation>
    </message>
    <message>
        <source>name one project or store</source>
        <translation>请给出一个项目或存储</translation>
    </message>
    <message>
        <source>-o FILE is missing</source>
        <translation>缺少 -o FILE</translation>
    </message>
    <message>
        <source>the time zone &quot;%1&quot; is not known</source>
        <translation>未知的时区“%1”</translation>
    </message>
    <message>
        <source>yunjie store check PROJECT|URL
yunjie store backup PROJECT|URL -o FILE
yunjie store export PROJECT|URL --what WHAT -o FILE ...</source>
        <translation>yunjie store check 项目|URL
yunjie store backup 项目|URL -o 文件
yunjie store export 项目|URL --what 内容 -o 文件 ...</translation>
    </message>
    <message>
        <source>yunjie store export PROJECT|URL --what events|alarms|journal|observations|statistics -o FILE.csv|.gpkg|.geojson [--from DAY] [--to DAY] [--by type,month] [--domain ID] ...</source>
        <translation>yunjie store export 项目|URL --what events|alarms|journal|observations|statistics -o 文件.csv|.gpkg|.geojson [--from 日期] [--to 日期] [--by type,month] [--domain 领域] ...</translation>
    </message>
    <message>
        <source>  yunjie store check|backup|export PROJECT|URL ...
                                    look whether a store is sound, copy it, write tables of it
</source>
        <translation>  yunjie store check|backup|export 项目|URL ...
                                    检查存储是否完好、备份、导出表格
</translation>
    </message>
    <message>
        <source>yunjie store check PROJECT|URL [--json]
yunjie store info PROJECT|URL [--json]
yunjie store backup PROJECT|URL -o FILE [--json]
yunjie store export PROJECT|URL --what WHAT -o FILE ...</source>
        <translation>yunjie store check PROJECT|URL [--json]
yunjie store info PROJECT|URL [--json]
yunjie store backup PROJECT|URL -o FILE [--json]
yunjie store export PROJECT|URL --what WHAT -o FILE ...</translation>
    </message>
    <message>
        <source>  yunjie store check|info|backup|export PROJECT|URL ...
                                    look whether a store is sound and what is in it, copy it, write tables of it
</source>
        <translation>  yunjie store check|info|backup|export PROJECT|URL ...
                                    检查存储是否完好、查看其内容、备份、导出表格
</translation>
    </message>
    <message>
        <source>Who sits here: operator, official, planner or administrator</source>
        <translation>当前角色：operator（值班员）、official（领导）、planner（规划人员）或 administrator（管理员）</translation>
    </message>
    <message>
        <source>The day whose report is wanted, ISO 8601</source>
        <translation>要生成日报的日期（ISO 8601）</translation>
    </message>
    <message>
        <source>--report is a day such as 2026-06-18, not &quot;%1&quot;</source>
        <translation>--report 应为日期，如 2026-06-18，而不是“%1”</translation>
    </message>
    <message>
        <source>export --report wants -o with a name that ends in .pdf</source>
        <translation>export --report 需要以 .pdf 结尾的 -o 文件名</translation>
    </message>
    <message>
        <source>the figures did not come within %1 s</source>
        <translation>%1 秒内未取得数据</translation>
    </message>
    <message>
        <source>  yunjie export [PATH] --report DAY -o out.pdf
                                    write the one-page report of a day
</source>
        <translation>  yunjie export [PATH] --report DAY -o out.pdf
                                    生成某日的一页日报
</translation>
    </message>
    <message>
        <source>Print this help</source>
        <translation>显示此帮助</translation>
    </message>
    <message>
        <source>Print the version</source>
        <translation>显示版本</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>参数：</translation>
    </message>
    <message>
        <source>there is no option %1</source>
        <translation>没有选项 %1</translation>
    </message>
    <message>
        <source>%1 wants a value</source>
        <translation>%1 缺少取值</translation>
    </message>
    <message>
        <source>there is no file and no briefing of this name</source>
        <translation>没有此名称的文件或汇报</translation>
    </message>
    <message>
        <source>the project has none</source>
        <translation>项目中没有汇报</translation>
    </message>
    <message>
        <source>the project has: %1</source>
        <translation>项目中有：%1</translation>
    </message>
    <message>
        <source>  yunjie export [PATH] --briefing FILE|ID -o out.pdf|out.mp4|out.webm|DIR [--size WxH]
                                    write a briefing: pages, a video, or a PNG file for each slide
</source>
        <translation>  yunjie export [PATH] --briefing FILE|ID -o out.pdf|out.mp4|out.webm|DIR [--size WxH]
                                    导出汇报：PDF、视频，或每页一个 PNG 文件
</translation>
    </message>
    <message>
        <source>The briefing to export: a file, or the id of one of the project&apos;s</source>
        <translation>要导出的汇报：文件，或项目中某一份的标识</translation>
    </message>
    <message>
        <source>export --briefing wants -o with a name that ends in .pdf, .mp4 or .webm, or a folder</source>
        <translation>export --briefing 需要 -o，名称以 .pdf、.mp4 或 .webm 结尾，或为文件夹</translation>
    </message>
    <message>
        <source>--enter %1: there is no such building</source>
        <translation>--enter %1：没有此楼栋</translation>
    </message>
    <message>
        <source>What bench measures, with commas between: %1</source>
        <translation>bench 测量的内容，以逗号分隔：%1</translation>
    </message>
    <message>
        <source>Keep and use no finished tiles on disk</source>
        <translation>不在磁盘上保存或使用已完成的瓦片</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>正在查看 %1</translation>
    </message>
    <message>
        <source>    tiles: %1, read %2, failed %3; in them %4 buildings, %5 features, %6 models</source>
        <translation>    瓦片：%1 个，读取 %2，失败 %3；其中楼栋 %4、要素 %5、模型 %6</translation>
    </message>
    <message>
        <source>    tiles: looked at %1, read %2, failed %3; in them %4 buildings, %5 features, %6 models</source>
        <translation>    瓦片：查看 %1 个，读取 %2，失败 %3；其中楼栋 %4、要素 %5、模型 %6</translation>
    </message>
</context>
<context>
    <name>domain</name>
    <message>
        <source>&quot;%1&quot; is missing or not of the right type</source>
        <translation>“%1”缺失或类型不对</translation>
    </message>
    <message>
        <source>the format is &quot;%1&quot;, not &quot;%2&quot;</source>
        <translation>格式是“%1”，而不是“%2”</translation>
    </message>
    <message>
        <source>a list is expected here</source>
        <translation>此处应为列表</translation>
    </message>
    <message>
        <source>an object is expected here</source>
        <translation>此处应为对象</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is there twice</source>
        <translation>“%1”重复出现</translation>
    </message>
    <message>
        <source>there is no domain &quot;%1&quot;</source>
        <translation>没有领域“%1”</translation>
    </message>
    <message>
        <source>the class has to be A, B, C or D</source>
        <translation>等级应为 A、B、C 或 D</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a severity</source>
        <translation>“%1”不是严重程度</translation>
    </message>
    <message>
        <source>limits cannot be negative</source>
        <translation>时限不能为负</translation>
    </message>
    <message>
        <source>things go stale after more than 0 periods, and offline no sooner than stale</source>
        <translation>失联周期数应大于 0，离线不应早于失联</translation>
    </message>
    <message>
        <source>a number is expected here</source>
        <translation>此处应为数字</translation>
    </message>
    <message>
        <source>one of &quot;above&quot;, &quot;below&quot;, &quot;equals&quot;, &quot;rise&quot; is expected</source>
        <translation>应为“above”“below”“equals”“rise”之一</translation>
    </message>
    <message>
        <source>this has to be "up" or "down"</source>
        <translation>此处应为“up”或“down”</translation>
    </message>
    <message>
        <source>its parent is not there; placed by position</source>
        <translation>上级不存在，按位置归属</translation>
    </message>
    <message>
        <source>the building stands in no area</source>
        <translation>楼栋不在任何区域内</translation>
    </message>
    <message>
        <source>the environment variable %1, which is to hold the password, is not set</source>
        <translation>应存放密码的环境变量 %1 未设置</translation>
    </message>
    <message>
        <source>the meeting is no longer as it was shown</source>
        <translation>会议已不是所显示的样子</translation>
    </message>
    <message>
        <source>the meeting is recorded already</source>
        <translation>该会议已有记录</translation>
    </message>
    <message>
        <source>a meeting needs a place and a time</source>
        <translation>会议需要地点和时间</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be done to a meeting</source>
        <translation>会议不能执行“%1”</translation>
    </message>
    <message>
        <source>choose an issue of the meeting</source>
        <translation>请选择会议中的一个议题</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>已上报</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>dispatched</source>
        <translation>已分拨</translation>
    </message>
    <message>
        <source>being handled</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>to be verified</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>已重开</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>report</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>dispatch</source>
        <translation>分拨</translation>
    </message>
    <message>
        <source>start handling</source>
        <translation>开始处置</translation>
    </message>
    <message>
        <source>finish handling</source>
        <translation>处置完成</translation>
    </message>
    <message>
        <source>close</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>reopen</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>merge into another</source>
        <translation>并入其他事件</translation>
    </message>
    <message>
        <source>take another in</source>
        <translation>并入本事件</translation>
    </message>
    <message>
        <source>assign to another team</source>
        <translation>改派</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>attach</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>escalate</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>its source was faster: it is %1 now</source>
        <translation>来源系统已先行更新：现在%1</translation>
    </message>
    <message>
        <source>%1 was faster: &quot;%2&quot; at %3, and it is %4 now</source>
        <translation>%1 已先一步操作：%3“%2”，现在%4</translation>
    </message>
    <message>
        <source>the rules</source>
        <translation>系统规则</translation>
    </message>
    <message>
        <source>look at it again and decide anew</source>
        <translation>请重新查看后再作决定</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be done to an event that is %2</source>
        <translation>%2的事件不能“%1”</translation>
    </message>
    <message>
        <source>only the last step can be taken back</source>
        <translation>只能撤回最后一步</translation>
    </message>
    <message>
        <source>the event it was merged into is not at hand</source>
        <translation>无法取得其并入的事件</translation>
    </message>
    <message>
        <source>open %1 and try again</source>
        <translation>请打开 %1 后重试</translation>
    </message>
    <message>
        <source>choose who is to handle it</source>
        <translation>请选择处置人</translation>
    </message>
    <message>
        <source>choose another event to merge it into</source>
        <translation>请选择要并入的另一事件</translation>
    </message>
    <message>
        <source>choose the event that is merged</source>
        <translation>请选择被合并的事件</translation>
    </message>
    <message>
        <source>a reason is needed</source>
        <translation>请填写理由</translation>
    </message>
    <message>
        <source>the note is empty</source>
        <translation>备注不能为空</translation>
    </message>
    <message>
        <source>an attachment needs a whole URL</source>
        <translation>附件需要完整的网址</translation>
    </message>
    <message>
        <source>satisfaction is from 1 to 5</source>
        <translation>满意度应为 1 至 5</translation>
    </message>
    <message>
        <source>one of &quot;above&quot;, &quot;below&quot;, &quot;equals&quot;, &quot;rise&quot;, &quot;deviation&quot;, &quot;silence&quot;, &quot;share&quot; is expected</source>
        <translation>这里应有 &quot;above&quot;、&quot;below&quot;、&quot;equals&quot;、&quot;rise&quot;、&quot;deviation&quot;、&quot;silence&quot;、&quot;share&quot; 之一</translation>
    </message>
    <message>
        <source>true is expected here</source>
        <translation>这里应为 true</translation>
    </message>
    <message>
        <source>with &quot;months&quot; goes &quot;above&quot; a positive or &quot;below&quot; a negative number</source>
        <translation>&quot;months&quot; 须与正数的 &quot;above&quot; 或负数的 &quot;below&quot; 同用</translation>
    </message>
    <message>
        <source>a share is between 0 and 1</source>
        <translation>占比须在 0 与 1 之间</translation>
    </message>
    <message>
        <source>a number above 0 is expected here</source>
        <translation>这里应为大于 0 的数</translation>
    </message>
    <message>
        <source>a number other than 0 is expected here</source>
        <translation>这里应为不等于 0 的数</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a kind of thing</source>
        <translation>“%1”不是设备类别</translation>
    </message>
    <message>
        <source>seconds cannot be negative</source>
        <translation>秒数不能为负</translation>
    </message>
    <message>
        <source>a whole number of at least 1 is expected here</source>
        <translation>这里应为不小于 1 的整数</translation>
    </message>
    <message>
        <source>it would clear before it fires</source>
        <translation>尚未触发就会解除</translation>
    </message>
    <message>
        <source>a flood is no fewer alarms than is steady</source>
        <translation>告警洪泛的条数不能少于平稳的条数</translation>
    </message>
    <message>
        <source>there is no rule &quot;%1&quot;</source>
        <translation>没有规则“%1”</translation>
    </message>
    <message>
        <source>a number of 0 or more is expected here</source>
        <translation>此处应为不小于 0 的数</translation>
    </message>
    <message>
        <source>days (&quot;2026-06-17&quot;) and numbers are expected here</source>
        <translation>此处应为日期（&quot;2026-06-17&quot;）与数值</translation>
    </message>
    <message>
        <source>this has to be longitude, latitude, metres above ground, heading and pitch in degrees</source>
        <translation>此处应为经度、纬度、离地高度（米）、方位角和俯仰角（度）</translation>
    </message>
    <message>
        <source>the theme is &quot;command&quot; or &quot;plan&quot;, not &quot;%1&quot;</source>
        <translation>主题为“command”或“plan”，而非“%1”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time in ISO 8601</source>
        <translation>“%1”不是 ISO 8601 时间</translation>
    </message>
    <message>
        <source>the alarm is no longer as it was shown</source>
        <translation>该告警的状态已变化，与显示时不同</translation>
    </message>
    <message>
        <source>%1 was faster: it is &quot;%2&quot; now</source>
        <translation>%1 已先行处理：当前为“%2”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be done to an alarm that is &quot;%2&quot;</source>
        <translation>不能对处于“%2”的告警执行“%1”</translation>
    </message>
    <message>
        <source>shelving needs a reason and a time to come</source>
        <translation>搁置须填写原因和将来的时间</translation>
    </message>
</context>
<context>
    <name>domain::Catalogue</name>
    <message>
        <source>there is no domain "%1"</source>
        <translation>没有领域“%1”</translation>
    </message>
    <message>
        <source>the class has to be A, B, C or D</source>
        <translation>等级应为 A、B、C 或 D</translation>
    </message>
    <message>
        <source>"%1" is not a severity</source>
        <translation>“%1”不是严重程度</translation>
    </message>
    <message>
        <source>limits cannot be negative</source>
        <translation>时限不能为负</translation>
    </message>
</context>
<context>
    <name>domain::ListReader</name>
    <message>
        <source>"%1" is missing or not of the right type</source>
        <translation>“%1”缺失或类型不对</translation>
    </message>
</context>
<context>
    <name>domain::Rules</name>
    <message>
        <source>things go stale after more than 0 periods, and offline no sooner than stale</source>
        <translation>失联周期数应大于 0，离线不应早于失联</translation>
    </message>
    <message>
        <source>a number is expected here</source>
        <translation>此处应为数字</translation>
    </message>
    <message>
        <source>one of "above", "below", "equals", "rise" is expected</source>
        <translation>应为“above”“below”“equals”“rise”之一</translation>
    </message>
    <message>
        <source>"%1" is not a severity</source>
        <translation>“%1”不是严重程度</translation>
    </message>
</context>
<context>
    <name>feeds</name>
    <message>
        <source>feeds of type "%1" are not supported</source>
        <translation>不支持“%1”类型的来源</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 没有应答</translation>
    </message>
    <message>
        <source>the host name %1 cannot be resolved</source>
        <translation>主机名 %1 无法解析</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>the broker refuses the subscription</source>
        <translation>消息服务器拒绝订阅</translation>
    </message>
    <message>
        <source>times without a zone, and the feed has no "timezone": taken as UTC</source>
        <translation>时间没有时区，来源也未写“timezone”，按 UTC 处理</translation>
    </message>
    <message>
        <source>the broker did not answer in time</source>
        <translation>消息服务器未及时应答</translation>
    </message>
    <message>
        <source>write mqtt://HOST[:PORT] or mqtts://HOST[:PORT]</source>
        <translation>请写作 mqtt://HOST[:PORT] 或 mqtts://HOST[:PORT]</translation>
    </message>
    <message>
        <source>the broker's address cannot be read</source>
        <translation>消息服务器地址无法识别</translation>
    </message>
    <message>
        <source>the broker's address begins with "%1://"</source>
        <translation>消息服务器地址以“%1://”开头</translation>
    </message>
    <message>
        <source>the TLS file %1 cannot be read</source>
        <translation>TLS 文件 %1 无法读取</translation>
    </message>
    <message>
        <source>a client certificate needs both its certificate and its key file</source>
        <translation>客户端证书需要证书与密钥两个文件</translation>
    </message>
    <message>
        <source>nobody answers at that address and port (connection refused)</source>
        <translation>该地址和端口无应答（连接被拒绝）</translation>
    </message>
    <message>
        <source>there is no network route to the broker</source>
        <translation>没有到消息服务器的网络路由</translation>
    </message>
    <message>
        <source>the connection was cut</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>the broker closed the connection</source>
        <translation>消息服务器关闭了连接</translation>
    </message>
    <message>
        <source>the broker's host name cannot be resolved</source>
        <translation>消息服务器主机名无法解析</translation>
    </message>
    <message>
        <source>no secure connection (TLS)</source>
        <translation>无法建立安全连接（TLS）</translation>
    </message>
    <message>
        <source>no secure connection (TLS): %1</source>
        <translation>无法建立安全连接（TLS）：%1</translation>
    </message>
    <message>
        <source>the broker stopped answering</source>
        <translation>消息服务器停止应答</translation>
    </message>
    <message>
        <source>what answers there does not speak MQTT</source>
        <translation>对方不是 MQTT 服务</translation>
    </message>
    <message>
        <source>the broker refuses this version of MQTT</source>
        <translation>消息服务器不接受此 MQTT 版本</translation>
    </message>
    <message>
        <source>the broker refuses the client's name</source>
        <translation>消息服务器拒绝此客户端名称</translation>
    </message>
    <message>
        <source>the broker is not available</source>
        <translation>消息服务器不可用</translation>
    </message>
    <message>
        <source>wrong user name or password</source>
        <translation>用户名或密码错误</translation>
    </message>
    <message>
        <source>not authorised: wrong user name or password, or none given</source>
        <translation>未授权：用户名或密码错误，或未提供</translation>
    </message>
    <message>
        <source>not valid JSON: %1</source>
        <translation>不是有效的 JSON：%1</translation>
    </message>
    <message>
        <source>not a JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>not a topic of ours</source>
        <translation>不是本系统的主题</translation>
    </message>
    <message>
        <source>"phenomenonTime" is not a time</source>
        <translation>“phenomenonTime”不是时间</translation>
    </message>
    <message>
        <source>"resultTime" is not a time</source>
        <translation>“resultTime”不是时间</translation>
    </message>
    <message>
        <source>"result" is missing</source>
        <translation>缺少“result”</translation>
    </message>
    <message>
        <source>"result" is null</source>
        <translation>“result”为空</translation>
    </message>
    <message>
        <source>neither "online" nor "offline"</source>
        <translation>既不是“online”也不是“offline”</translation>
    </message>
    <message>
        <source>"service_request_id" is missing</source>
        <translation>缺少“service_request_id”</translation>
    </message>
    <message>
        <source>"requested_datetime" is not a time</source>
        <translation>“requested_datetime”不是时间</translation>
    </message>
    <message>
        <source>"updated_datetime" is not a time</source>
        <translation>“updated_datetime”不是时间</translation>
    </message>
    <message>
        <source>"expected_datetime" is not a time</source>
        <translation>“expected_datetime”不是时间</translation>
    </message>
    <message>
        <source>"%1" is an unknown state: %2</source>
        <translation>“%1”是未知状态：%2</translation>
    </message>
    <message>
        <source>holds nothing that can be replayed</source>
        <translation>没有可回放的内容</translation>
    </message>
    <message>
        <source>has more or fewer fields than the header</source>
        <translation>字段数与表头不一致</translation>
    </message>
    <message>
        <source>dates with slashes may be read two ways: taken as month first</source>
        <translation>斜杠日期有两种读法：按月在前处理</translation>
    </message>
    <message>
        <source>dates with slashes may be read two ways: taken as day first</source>
        <translation>斜杠日期有两种读法：按日在前处理</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>the feed's "timezone" is not known: its times are taken as UTC</source>
        <translation>来源的“timezone”无法识别，按 UTC 处理</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>cannot be unpacked: %1</source>
        <translation>无法解压：%1</translation>
    </message>
    <message>
        <source>the compressed file is cut off or damaged: what could be unpacked is played</source>
        <translation>压缩文件不完整或已损坏：播放可解压的部分</translation>
    </message>
    <message>
        <source>is not UTF-8: taken as GB 18030</source>
        <translation>不是 UTF-8：按 GB 18030 处理</translation>
    </message>
    <message>
        <source>is not UTF-8: taken as Latin-1</source>
        <translation>不是 UTF-8：按 Latin-1 处理</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>neither a JSON object nor a topic with its payload</source>
        <translation>既不是 JSON 对象，也不是主题与内容</translation>
    </message>
    <message>
        <source>has no time that can be read</source>
        <translation>没有可识别的时间</translation>
    </message>
    <message>
        <source>is neither a service request, nor a message, nor do the feed's "fields" name its keys</source>
        <translation>既不是服务请求，也不是消息，来源的“fields”也未指明其键</translation>
    </message>
    <message>
        <source>the folder holds none of observations.csv, status.csv, events.jsonl</source>
        <translation>文件夹中没有 observations.csv、status.csv 或 events.jsonl</translation>
    </message>
    <message>
        <source>the replay's start is not within its log</source>
        <translation>回放起点不在日志范围内</translation>
    </message>
    <message>
        <source>the replay's start is not a time</source>
        <translation>回放起点不是时间</translation>
    </message>
    <message>
        <source>the feed's "fields" name a column that is not there</source>
        <translation>来源的“fields”指明的列不存在</translation>
    </message>
    <message>
        <source>neither events (an id and a time of report), nor observations (a time and a result), nor statuses (a thing, a time and a status) can be made of its columns</source>
        <translation>其列既不能组成事件（编号与上报时间）、观测（时间与结果），也不能组成状态（设备、时间与状态）</translation>
    </message>
    <message>
        <source>name the columns in the feed's "fields"</source>
        <translation>请在来源的“fields”中指明各列</translation>
    </message>
    <message>
        <source>"%1" is not a time, and is left out</source>
        <translation>“%1”不是时间，已略去</translation>
    </message>
    <message>
        <source>has no id</source>
        <translation>没有编号</translation>
    </message>
    <message>
        <source>has no time of report that can be read</source>
        <translation>没有可识别的上报时间</translation>
    </message>
    <message>
        <source>its longitude and latitude cannot be read; it has no position</source>
        <translation>经纬度无法识别，没有位置</translation>
    </message>
    <message>
        <source>its state "%1" is not known: taken as reported</source>
        <translation>状态“%1”未知，按待受理处理</translation>
    </message>
    <message>
        <source>was closed before it was reported: both times are taken as the report's</source>
        <translation>办结早于上报：两者均按上报时间处理</translation>
    </message>
    <message>
        <source>is closed, but does not say when: its last time is taken</source>
        <translation>已办结但未写时间：取最后时间</translation>
    </message>
    <message>
        <source>names no datastream</source>
        <translation>未指明数据流</translation>
    </message>
    <message>
        <source>has no result</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>names no thing</source>
        <translation>未指明设备</translation>
    </message>
    <message>
        <source>its status is neither "online" nor "offline"</source>
        <translation>状态既不是“online”也不是“offline”</translation>
    </message>
    <message>
        <source>wrong in yet another way</source>
        <translation>其他错误</translation>
    </message>
    <message>
        <source>is not %1: taken as UTF-8</source>
        <translation>不是 %1：按 UTF-8 读取</translation>
    </message>
    <message>
        <source>is not %1: taken as GB 18030</source>
        <translation>不是 %1：按 GB 18030 读取</translation>
    </message>
    <message>
        <source>is not %1: taken as Latin-1</source>
        <translation>不是 %1：按 Latin-1 读取</translation>
    </message>
    <message>
        <source>the encoding %1 is not known here</source>
        <translation>无法识别编码 %1</translation>
    </message>
    <message>
        <source>is neither a CAP alert nor an index of alerts: its root element is &lt;%1&gt;</source>
        <translation>既不是 CAP 预警也不是预警索引：根元素为 &lt;%1&gt;</translation>
    </message>
    <message>
        <source>is not well-formed XML: %1</source>
        <translation>不是格式良好的 XML：%1</translation>
    </message>
    <message>
        <source>has no namespace: read as CAP 1.2</source>
        <translation>没有命名空间：按 CAP 1.2 读取</translation>
    </message>
    <message>
        <source>is missing: the alert is passed over</source>
        <translation>缺失：该预警被略过</translation>
    </message>
    <message>
        <source>holds a blank or a comma, which the standard forbids</source>
        <translation>含有空格或逗号，标准不允许</translation>
    </message>
    <message>
        <source>does not say that the alert is actual: it is not shown as a warning</source>
        <translation>未说明预警为实际发布：不作为预警显示</translation>
    </message>
    <message>
        <source>is missing: taken as a first alert</source>
        <translation>缺失：视为首次预警</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>does not say which alert is meant</source>
        <translation>未说明所指的预警</translation>
    </message>
    <message>
        <source>is signed; the signature is not checked</source>
        <translation>带有签名；未校验签名</translation>
    </message>
    <message>
        <source>says actual, but the distribution around it does not</source>
        <translation>自称实际发布，但外层分发信息并非如此</translation>
    </message>
    <message>
        <source>is no time</source>
        <translation>不是时间</translation>
    </message>
    <message>
        <source>names no zone: taken in the feed&apos;s</source>
        <translation>未注明时区：按数据源的时区</translation>
    </message>
    <message>
        <source>names no zone: taken as UTC</source>
        <translation>未注明时区：按 UTC</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>is not a word of the standard</source>
        <translation>不是标准规定的取值</translation>
    </message>
    <message>
        <source>is not written as sender,identifier,sent</source>
        <translation>未按 sender,identifier,sent（发布者、标识、发布时间）书写</translation>
    </message>
    <message>
        <source>holds something that is no &quot;latitude,longitude&quot;: passed over</source>
        <translation>含有不是 latitude,longitude（纬度、经度）的内容：已略过</translation>
    </message>
    <message>
        <source>has commas too many</source>
        <translation>逗号过多</translation>
    </message>
    <message>
        <source>gives the longitude first: swapped</source>
        <translation>经度在前：已对调</translation>
    </message>
    <message>
        <source>is not closed: closed</source>
        <translation>未闭合：已闭合</translation>
    </message>
    <message>
        <source>has fewer than three corners: passed over</source>
        <translation>少于三个角点：已略过</translation>
    </message>
    <message>
        <source>is not written as &quot;latitude,longitude radius&quot;: passed over</source>
        <translation>未按 latitude,longitude radius（纬度、经度、半径）书写：已略过</translation>
    </message>
    <message>
        <source>stands outside an entry: passed over</source>
        <translation>位于条目之外：已略过</translation>
    </message>
    <message>
        <source>is no element of Atom: passed over</source>
        <translation>不是 Atom 元素：已略过</translation>
    </message>
    <message>
        <source>the entry holds no alert and links to none</source>
        <translation>条目既不含预警也不链接预警</translation>
    </message>
    <message>
        <source>is larger than any list of alerts</source>
        <translation>超过任何预警列表的大小</translation>
    </message>
    <message>
        <source>holds a document type declaration, which CAP has not and attacks come by: not read</source>
        <translation>含有文档类型声明：CAP 没有，且常被用于攻击：不予读取</translation>
    </message>
    <message>
        <source>the source&apos;s clock is %1 s ahead of this machine&apos;s</source>
        <translation>数据源时钟比本机快 %1 秒</translation>
    </message>
    <message>
        <source>the source&apos;s clock is %1 s behind this machine&apos;s</source>
        <translation>数据源时钟比本机慢 %1 秒</translation>
    </message>
    <message>
        <source>more comes than can be kept, and without a client id the broker keeps nothing</source>
        <translation>到达的数据多于可保存的数量，且没有客户端标识时代理不保留数据</translation>
    </message>
    <message>
        <source>held back until the store has caught up</source>
        <translation>暂缓接收，等待存储跟上</translation>
    </message>
    <message>
        <source>another program uses the same client id: what is sent while this one is down is not kept for it</source>
        <translation>另一程序使用了相同的客户端标识：本程序停机期间发送的数据不会为其保留</translation>
    </message>
    <message>
        <source>%1 is not there</source>
        <translation>%1 不存在</translation>
    </message>
    <message>
        <source>links to alerts: links of files are not followed</source>
        <translation>链接到预警：不跟随文件中的链接</translation>
    </message>
    <message>
        <source>the link is neither http nor https: passed over</source>
        <translation>链接既非 http 也非 https：已略过</translation>
    </message>
    <message>
        <source>%1 does not answer in time</source>
        <translation>%1 未及时应答</translation>
    </message>
    <message>
        <source>its &quot;url&quot; is not an address of http or https</source>
        <translation>其 &quot;url&quot; 不是 http 或 https 地址</translation>
    </message>
    <message>
        <source>holds no certificate or key in PEM form</source>
        <translation>不含 PEM 格式的证书或密钥</translation>
    </message>
    <message>
        <source>%1 answers more than %2 MiB</source>
        <translation>%1 的应答超过 %2 MiB</translation>
    </message>
    <message>
        <source>%1 redirects too often</source>
        <translation>%1 重定向次数过多</translation>
    </message>
    <message>
        <source>%1 redirects to an address that is not encrypted</source>
        <translation>%1 重定向到未加密的地址</translation>
    </message>
    <message>
        <source>%1 answers %2 %3</source>
        <translation>%1 应答 %2 %3</translation>
    </message>
    <message>
        <source>no safe connection to %1: %2</source>
        <translation>无法与 %1 建立安全连接：%2</translation>
    </message>
    <message>
        <source>the answer of %1 broke off</source>
        <translation>%1 的应答中断</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2</source>
        <translation>无法连接 %1：%2</translation>
    </message>
    <message>
        <source>an intake needs a &quot;token&quot; that those who report must have</source>
        <translation>上报接口需要 &quot;token&quot;，上报方须持有该令牌</translation>
    </message>
    <message>
        <source>its &quot;listen&quot; is not ADDRESS:PORT: %1</source>
        <translation>其 &quot;listen&quot; 不是 ADDRESS:PORT（地址和端口）：%1</translation>
    </message>
    <message>
        <source>its &quot;cert&quot; or &quot;key&quot; cannot be read</source>
        <translation>无法读取其 &quot;cert&quot; 或 &quot;key&quot;</translation>
    </message>
    <message>
        <source>cannot listen at %1: %2</source>
        <translation>无法在 %1 上监听：%2</translation>
    </message>
    <message>
        <source>listens beyond this machine without TLS: the token and what is reported can be read on the way (&quot;cert&quot; and &quot;key&quot;)</source>
        <translation>在本机之外监听且未启用 TLS：令牌和上报内容在传输途中可被读取（请配置 &quot;cert&quot; 和 &quot;key&quot;）</translation>
    </message>
    <message>
        <source>answered %1: %2</source>
        <translation>已应答 %1：%2</translation>
    </message>
    <message>
        <source>a report was not kept in time: its reporter was told to come again</source>
        <translation>有一条上报未能及时保存：已请上报方稍后重试</translation>
    </message>
    <message>
        <source>more connections than are allowed at once</source>
        <translation>同时连接数超过上限</translation>
    </message>
    <message>
        <source>a request with too many headers</source>
        <translation>请求头过大</translation>
    </message>
    <message>
        <source>not a request of HTTP</source>
        <translation>不是 HTTP 请求</translation>
    </message>
    <message>
        <source>a request that hides its length</source>
        <translation>请求未说明长度</translation>
    </message>
    <message>
        <source>a request that is too large</source>
        <translation>请求过大</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>is not UTF-8, as the standard demands: guessed</source>
        <translation>不是标准要求的 UTF-8：编码为推测</translation>
    </message>
    <message>
        <source>more than %1 pages: the others are left out</source>
        <translation>超过 %1 页：其余略去</translation>
    </message>
    <message>
        <source>a request without &quot;service_request_id&quot; is passed over</source>
        <translation>略过没有 &quot;service_request_id&quot; 的请求</translation>
    </message>
    <message>
        <source>neither JSON nor XML</source>
        <translation>既不是 JSON 也不是 XML</translation>
    </message>
    <message>
        <source>a web page instead of data</source>
        <translation>返回的是网页而不是数据</translation>
    </message>
    <message>
        <source>not valid XML: %1</source>
        <translation>不是有效的 XML：%1</translation>
    </message>
    <message>
        <source>holds no list of requests</source>
        <translation>不含请求列表</translation>
    </message>
    <message>
        <source>its &quot;lat&quot; is no latitude but &quot;long&quot; is: taken the other way round</source>
        <translation>其 &quot;lat&quot; 不是纬度而 &quot;long&quot; 是：已对调</translation>
    </message>
    <message>
        <source>its discovery document names no endpoint</source>
        <translation>其发现文档未给出端点</translation>
    </message>
    <message>
        <source>the answer is empty</source>
        <translation>应答为空</translation>
    </message>
    <message>
        <source>an observation that names no datastream</source>
        <translation>观测未说明所属数据流</translation>
    </message>
    <message>
        <source>a data array without &quot;components&quot; or a datastream</source>
        <translation>数据数组缺少 &quot;components&quot; 或数据流</translation>
    </message>
    <message>
        <source>&quot;%1&quot; makes nothing: passed over</source>
        <translation>“%1” 不创建任何对象：已略过</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no part of SensorThings&apos; sensing: passed over</source>
        <translation>“%1” 不属于 SensorThings 感知部分：已略过</translation>
    </message>
    <message>
        <source>a datastream without &quot;%1&quot; is passed over</source>
        <translation>略过没有“%1”的数据流</translation>
    </message>
    <message>
        <source>neither a batch of SensorThings requests nor a list of observations</source>
        <translation>既不是 SensorThings 批量请求，也不是观测列表</translation>
    </message>
    <message>
        <source>holds no list of entities (&quot;value&quot;)</source>
        <translation>不含实体列表（&quot;value&quot;）</translation>
    </message>
    <message>
        <source>its next page is at an address that leads elsewhere, or round</source>
        <translation>其下一页的地址指向别处或循环</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>FBX files are not read reliably</source>
        <translation>FBX 文件无法可靠读取</translation>
    </message>
    <message>
        <source>save the model as glTF (.glb)</source>
        <translation>请将模型另存为 glTF（.glb）</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>a mesh (%1)</source>
        <translation>网格模型（%1）</translation>
    </message>
    <message>
        <source>vertices that the coordinate transformation cannot move; they are left where they were</source>
        <translation>坐标转换无法处理的顶点，保留原位</translation>
    </message>
    <message>
        <source>simplify the model, or cut it into several files</source>
        <translation>请简化模型，或拆分为多个文件</translation>
    </message>
    <message>
        <source>the file is probably damaged; write it anew from the program that made it</source>
        <translation>文件可能已损坏，请用原程序重新导出</translation>
    </message>
    <message>
        <source>reading took more than %1 s of processor time and was stopped</source>
        <translation>读取占用处理器超过 %1 秒，已停止</translation>
    </message>
    <message>
        <source>the library that reads this format crashed on the file (signal %1)</source>
        <translation>读取此格式的程序库在该文件上崩溃（信号 %1）</translation>
    </message>
    <message>
        <source>reading needs more than %1 MiB of memory and was stopped</source>
        <translation>读取所需内存超过 %1 MiB，已停止</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>文件无法读取：%1</translation>
    </message>
    <message>
        <source>the file has no triangles</source>
        <translation>文件没有三角形</translation>
    </message>
    <message>
        <source>the reading process ended with status %1: %2</source>
        <translation>读取进程以状态 %1 结束：%2</translation>
    </message>
    <message>
        <source>the file is no CityGML</source>
        <translation>文件不是 CityGML</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>invalid XML: %1</source>
        <translation>无效的 XML：%1</translation>
    </message>
    <message>
        <source>invalid XML, read up to there: %1</source>
        <translation>XML 有误，已读取到出错处：%1</translation>
    </message>
    <message>
        <source>geometry that refers to what is not in the file, or to a file of its own; left out</source>
        <translation>几何引用了文件中没有的内容或外部文件，已略去</translation>
    </message>
    <message>
        <source>rings or lines without proper coordinates; left out</source>
        <translation>环或线没有有效坐标，已略去</translation>
    </message>
    <message>
        <source>a surface crosses itself; part of it is missing</source>
        <translation>面自相交，缺失一部分</translation>
    </message>
    <message>
        <source>a surface without area; left out</source>
        <translation>面没有面积，已略去</translation>
    </message>
    <message>
        <source>CityGML, version %1</source>
        <translation>CityGML，版本 %1</translation>
    </message>
    <message>
        <source>the coordinates lie outside the area that %1 is meant for; the CRS is probably wrong</source>
        <translation>坐标超出 %1 的适用范围，坐标系可能有误</translation>
    </message>
    <message>
        <source>no coordinate reference system; its coordinates are taken as the project&apos;s</source>
        <translation>没有坐标系，坐标按项目坐标系处理</translation>
    </message>
    <message>
        <source>no coordinate reference system and no placement; placed at the middle of the project</source>
        <translation>没有坐标系也没有放置位置，置于项目中心</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a class of city objects</source>
        <translation>“%1”不是城市对象类别</translation>
    </message>
    <message>
        <source>this id is in the file more than once; the later ones got a number</source>
        <translation>此编号在文件中多次出现，后者已加序号</translation>
    </message>
    <message>
        <source>a building part whose building is not in the file; it stands for itself</source>
        <translation>楼栋部件所属楼栋不在文件中，单独成栋</translation>
    </message>
    <message>
        <source>its surfaces enclose no ground; it has no footprint, and no grid</source>
        <translation>表面未围成地面，没有轮廓，也不属于任何网格</translation>
    </message>
    <message>
        <source>a building without geometry; it is listed, not drawn</source>
        <translation>楼栋没有几何，只列出，不绘制</translation>
    </message>
    <message>
        <source>a single CityJSON feature without its header; coordinates are taken as metres</source>
        <translation>单个 CityJSON 要素没有文件头，坐标按米处理</translation>
    </message>
    <message>
        <source>a line that is no CityJSONFeature; left out</source>
        <translation>有一行不是 CityJSONFeature，已略去</translation>
    </message>
    <message>
        <source>the sequence has no header; coordinates are taken as metres</source>
        <translation>序列没有文件头，坐标按米处理</translation>
    </message>
    <message>
        <source>this is the schema of a CityJSON extension, not a city model</source>
        <translation>这是 CityJSON 扩展的模式文件，不是城市模型</translation>
    </message>
    <message>
        <source>the file is no CityJSON: it has no CityObjects</source>
        <translation>文件不是 CityJSON：没有 CityObjects</translation>
    </message>
    <message>
        <source>the file does not say that it is CityJSON; read as such</source>
        <translation>文件未声明为 CityJSON，按 CityJSON 读取</translation>
    </message>
    <message>
        <source>the file has no city objects</source>
        <translation>文件没有城市对象</translation>
    </message>
    <message>
        <source>CityJSON version &quot;%1&quot; is not 1.0, 1.1 or 2.0; read as far as it goes</source>
        <translation>CityJSON 版本“%1”不是 1.0、1.1 或 2.0，尽量读取</translation>
    </message>
    <message>
        <source>vertices without a usable position: not three numbers, no-data values, or beyond the Earth</source>
        <translation>顶点位置不可用：不是三个数、为无数据值，或超出地球范围</translation>
    </message>
    <message>
        <source>the feature&apos;s own object is not among its objects</source>
        <translation>要素自身的对象不在其对象之中</translation>
    </message>
    <message>
        <source>a CityJSON sequence, version %1</source>
        <translation>CityJSON 序列，版本 %1</translation>
    </message>
    <message>
        <source>CityJSON, version %1</source>
        <translation>CityJSON，版本 %1</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>a boundary names a vertex that is not in the file; the surface is left out</source>
        <translation>边界引用了文件中没有的顶点，该面已略去</translation>
    </message>
    <message>
        <source>a boundary uses a vertex without a usable position; the surface is left out</source>
        <translation>边界使用了位置不可用的顶点，该面已略去</translation>
    </message>
    <message>
        <source>a vertex at an impossible height (a no-data value); put at the lowest sound one</source>
        <translation>顶点高程不可能（无数据值），按最低有效高程处理</translation>
    </message>
    <message>
        <source>a surface names semantics that are not there; judged by its slope</source>
        <translation>面引用的语义不存在，按坡度判断</translation>
    </message>
    <message>
        <source>a geometry instance names a template that is not in the file; left out</source>
        <translation>几何实例引用的模板不在文件中，已略去</translation>
    </message>
    <message>
        <source>a geometry instance without one reference point; left out</source>
        <translation>几何实例没有唯一参考点，已略去</translation>
    </message>
    <message>
        <source>boundaries that do not fit the geometry&apos;s type; the geometry is left out</source>
        <translation>边界与几何类型不符，该几何已略去</translation>
    </message>
    <message>
        <source>a geometry template without boundaries</source>
        <translation>几何模板没有边界</translation>
    </message>
    <message>
        <source>the transform is not three numbers each for scale and translate</source>
        <translation>transform 的 scale 与 translate 应各为三个数</translation>
    </message>
    <message>
        <source>CityObjects is not an object</source>
        <translation>CityObjects 不是对象</translation>
    </message>
    <message>
        <source>a city object without a type; left out</source>
        <translation>城市对象缺少类型，已略去</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not what the standard asks for; left out</source>
        <translation>“%1”不符合标准要求，已略去</translation>
    </message>
    <message>
        <source>the file is larger than 4 GiB</source>
        <translation>文件大于 4 GiB</translation>
    </message>
    <message>
        <source>cut it into tiles, or make a CityJSONSeq of it</source>
        <translation>请切分为图块，或转为 CityJSONSeq</translation>
    </message>
    <message>
        <source>the file is not UTF-8</source>
        <translation>文件不是 UTF-8</translation>
    </message>
    <message>
        <source>the JSON ends too early; the file is cut off</source>
        <translation>JSON 提前结束，文件不完整</translation>
    </message>
    <message>
        <source>the JSON is nested too deeply</source>
        <translation>JSON 嵌套过深</translation>
    </message>
    <message>
        <source>not enough memory for the file</source>
        <translation>内存不足，无法读取文件</translation>
    </message>
    <message>
        <source>invalid JSON: %1</source>
        <translation>无效的 JSON：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) of interiors are not shown</source>
        <translation>
            <numerusform>%n 个室内对象未显示</numerusform>
        </translation>
    </message>
    <message>
        <source>The project reads '%1' from the field '%2', which the source does not have (it has: %3)</source>
        <translation>项目从字段“%2”读取“%1”，但来源没有该字段（现有：%3）</translation>
    </message>
    <message>
        <source>'%1' is not a field that layers have</source>
        <translation>“%1”不是图层可用的字段</translation>
    </message>
    <message>
        <source>a texture that is not there; its surfaces are plain</source>
        <translation>纹理不存在，相关表面不带纹理</translation>
    </message>
    <message>
        <source>a texture that is no PNG, JPEG, BMP or TGA picture; its surfaces are plain</source>
        <translation>纹理不是 PNG、JPEG、BMP 或 TGA 图片，相关表面不带纹理</translation>
    </message>
    <message>
        <source>coordinates so large that single precision shifts them by centimetres or more</source>
        <translation>坐标过大，单精度会使其偏移厘米级以上</translation>
    </message>
    <message>
        <source>triangles with missing or impossible corners; left out</source>
        <translation>三角形顶点缺失或无效，已略去</translation>
    </message>
    <message>
        <source>points and lines are not drawn</source>
        <translation>点和线不绘制</translation>
    </message>
    <message>
        <source>a material that is not there; its surfaces are plain</source>
        <translation>材质不存在，相关表面不带材质</translation>
    </message>
    <message>
        <source>the reading process handed over something that is no model</source>
        <translation>读取进程返回的内容不是模型</translation>
    </message>
    <message>
        <source>the program yunjie-reader, which reads this format, is missing</source>
        <translation>缺少读取此格式的程序 yunjie-reader</translation>
    </message>
    <message>
        <source>install the whole package, or set YUNJIE_READER</source>
        <translation>请完整安装软件包，或设置 YUNJIE_READER</translation>
    </message>
    <message>
        <source>%1 cannot be started: %2</source>
        <translation>%1 无法启动：%2</translation>
    </message>
    <message>
        <source>loading was cancelled</source>
        <translation>加载已取消</translation>
    </message>
    <message>
        <source>reading took more than %1 s and was stopped</source>
        <translation>读取超过 %1 秒，已停止</translation>
    </message>
    <message>
        <source>The table has %1 columns; the first %2 are kept</source>
        <translation>表有 %1 列，保留前 %2 列</translation>
    </message>
    <message>
        <source>a table of units: it has a building and unit columns</source>
        <translation>房屋表：含楼栋与房屋列</translation>
    </message>
    <message>
        <source>a table of storeys: it has a building and a storey number</source>
        <translation>楼层表：含楼栋与楼层号</translation>
    </message>
    <message>
        <source>it has no geometry</source>
        <translation>没有几何</translation>
    </message>
    <message>
        <source>it has no features</source>
        <translation>没有要素</translation>
    </message>
    <message>
        <source>its features have no geometry</source>
        <translation>要素没有几何</translation>
    </message>
    <message>
        <source>its points have a field '%1'</source>
        <translation>点有字段“%1”</translation>
    </message>
    <message>
        <source>the kinds of its points are kinds of devices</source>
        <translation>点的种类是设备种类</translation>
    </message>
    <message>
        <source>the layer's name says '%1'</source>
        <translation>图层名称为“%1”</translation>
    </message>
    <message>
        <source>its polygons say that they are buildings</source>
        <translation>多边形标明为楼栋</translation>
    </message>
    <message>
        <source>its polygons have a field '%1'</source>
        <translation>多边形有字段“%1”</translation>
    </message>
    <message>
        <source>its lines have a field '%1'</source>
        <translation>线有字段“%1”</translation>
    </message>
    <message>
        <source>it has points and nothing tells what they are</source>
        <translation>含有点，但未说明是什么</translation>
    </message>
    <message>
        <source>nothing in it tells what it is</source>
        <translation>未说明是什么</translation>
    </message>
    <message>
        <source>The feature has no geometry; it is left out</source>
        <translation>要素没有几何，已略去</translation>
    </message>
    <message>
        <source>The feature has coordinates that cannot be in its coordinate reference system; it is left out</source>
        <translation>要素坐标超出其坐标系范围，已略去</translation>
    </message>
    <message>
        <source>An area is needed here, but the geometry is a line or a point; the feature is left out</source>
        <translation>此处需要面，但几何为线或点，要素已略去</translation>
    </message>
    <message>
        <source>a ring without area</source>
        <translation>环没有面积</translation>
    </message>
    <message>
        <source>No area is left of the polygon (%1); the feature is left out</source>
        <translation>多边形没有剩余面积（%1），要素已略去</translation>
    </message>
    <message>
        <source>A ring of the polygon was bad and has been mended (%1)</source>
        <translation>多边形的环有误，已修复（%1）</translation>
    </message>
    <message>
        <source>The id is used more than once; the repeated ones get a number (#2 ...)</source>
        <translation>编号重复使用，重复者加序号（#2 …）</translation>
    </message>
    <message>
        <source>The layer has no features</source>
        <translation>图层没有要素</translation>
    </message>
    <message>
        <source>None of the layer's features could be used</source>
        <translation>图层的要素均不可用</translation>
    </message>
    <message>
        <source>'%1' is not a length that can be read</source>
        <translation>“%1”不是可识别的长度</translation>
    </message>
    <message>
        <source>'%1' is below 0 or above %2 m; it is not used</source>
        <translation>“%1”小于 0 或大于 %2 m，不予采用</translation>
    </message>
    <message>
        <source>Neither height nor storeys are given; drawn %1 m high (%2 m where smaller than %3 m²)</source>
        <translation>未给出高度和层数；按 %1 m 高绘制（小于 %3 m² 的按 %2 m）</translation>
    </message>
    <message>
        <source>The part ends below where it begins; drawn one storey high</source>
        <translation>部件顶部低于底部，按一层高绘制</translation>
    </message>
    <message>
        <source>The width is not a length between 0 and %1 m; the usual one of its class is taken</source>
        <translation>宽度不在 0 到 %1 m 之间，取同类常用值</translation>
    </message>
    <message>
        <source>No level is given for the area; it is taken as a community</source>
        <translation>区域未注明层级，按社区处理</translation>
    </message>
    <message>
        <source>The unit does not say which building it is in; it is left out</source>
        <translation>房屋未注明所在楼栋，已略去</translation>
    </message>
    <message>
        <source>The storey does not say which building it is in; it is left out</source>
        <translation>楼层未注明所在楼栋，已略去</translation>
    </message>
    <message>
        <source>'%1' is no kind of device that is known</source>
        <translation>“%1”不是已知的设备种类</translation>
    </message>
    <message>
        <source>The datastreams cannot be read; they are JSON or "id:property:unit:period;..."</source>
        <translation>数据流无法识别；应为 JSON 或“id:property:unit:period;...”</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Buildings</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>Roads</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Rails</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>水系</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿地</translation>
    </message>
    <message>
        <source>Facilities</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>the project says so</source>
        <translation>项目已指明</translation>
    </message>
    <message>
        <source>OpenStreetMap tags</source>
        <translation>OpenStreetMap 标签</translation>
    </message>
    <message>
        <source>There is no layer '%1'; there are: %2</source>
        <translation>没有图层“%1”；现有：%2</translation>
    </message>
    <message>
        <source>The condition '%1' cannot be used: %2</source>
        <translation>条件“%1”不可用：%2</translation>
    </message>
    <message>
        <source>The layer lies more than %1 km from the district; its coordinate reference system (%2) may be wrong</source>
        <translation>图层距街区超过 %1 km，其坐标系（%2）可能有误</translation>
    </message>
    <message>
        <source>feature %1</source>
        <translation>要素 %1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>after feature %1</source>
        <translation>要素 %1 之后</translation>
    </message>
    <message>
        <source>Reading stopped early: %1</source>
        <translation>读取提前停止：%1</translation>
    </message>
    <message>
        <source>The file says that it has %1 features, but ends before</source>
        <translation>文件标明有 %1 个要素，但提前结束</translation>
    </message>
    <message>
        <source>Taken as '%1', because %2</source>
        <translation>按“%1”处理，因为%2</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取%1</translation>
    </message>
    <message>
        <source>No vector format that is known</source>
        <translation>不是已知的矢量格式</translation>
    </message>
    <message>
        <source>There is no layer '%1'</source>
        <translation>没有图层“%1”</translation>
    </message>
    <message>
        <source>The file ends in the middle of a feature; only the features before it are read (%1)</source>
        <translation>文件在要素中间结束，只读取之前的要素（%1）</translation>
    </message>
    <message>
        <source>The compressed file is damaged or cut short</source>
        <translation>压缩文件已损坏或不完整</translation>
    </message>
    <message>
        <source>The file is empty (0 bytes)</source>
        <translation>文件为空（0 字节）</translation>
    </message>
    <message>
        <source>The blocks of this OpenStreetMap file are compressed with %1, which cannot be read</source>
        <translation>此 OpenStreetMap 文件的数据块用 %1 压缩，无法读取</translation>
    </message>
    <message>
        <source>Convert it with: osmium cat -f pbf,pbf_compression=zlib</source>
        <translation>请用此命令转换：osmium cat -f pbf,pbf_compression=zlib</translation>
    </message>
    <message>
        <source>The attribute table does not name its encoding; its texts look like %1</source>
        <translation>属性表未注明编码，文字像是 %1</translation>
    </message>
    <message>
        <source>The database cannot be opened: %1</source>
        <translation>数据库无法打开：%1</translation>
    </message>
    <message>
        <source>Check host, port, database name, user and password</source>
        <translation>请检查主机、端口、数据库名、用户和密码</translation>
    </message>
    <message>
        <source>The file looks like %1 but cannot be read: %2</source>
        <translation>文件像是 %1，但无法读取：%2</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未说明原因</translation>
    </message>
    <message>
        <source>The file may be cut short: fetch or export it again</source>
        <translation>文件可能不完整，请重新下载或导出</translation>
    </message>
    <message>
        <source>Tianditu has no layer '%1'; there are: %2</source>
        <translation>天地图没有图层“%1”；现有：%2</translation>
    </message>
    <message>
        <source>Tianditu asks for a key</source>
        <translation>天地图需要密钥</translation>
    </message>
    <message>
        <source>Get one from Tianditu's developer site and enter it in the settings</source>
        <translation>请在天地图开发者网站申请，并填入设置</translation>
    </message>
    <message>
        <source>The address does not tell what kind of map it is</source>
        <translation>地址未说明是哪种地图</translation>
    </message>
    <message>
        <source>Write wmts:URL, wms:URL?LAYERS=..., or xyz:URL with {z}, {x} and {y}</source>
        <translation>请写作 wmts:URL、wms:URL?LAYERS=... 或含 {z}、{x}、{y} 的 xyz:URL</translation>
    </message>
    <message>
        <source>Online map</source>
        <translation>在线地图</translation>
    </message>
    <message>
        <source>it is an online map</source>
        <translation>它是在线地图</translation>
    </message>
    <message>
        <source>An online map is only fetched for the district's extent, and none is known</source>
        <translation>在线地图只按街区范围获取，但范围未知</translation>
    </message>
    <message>
        <source>The WMS layers to draw are not named</source>
        <translation>未指明要绘制的 WMS 图层</translation>
    </message>
    <message>
        <source>Add LAYERS=... to the address</source>
        <translation>请在地址中加上 LAYERS=...</translation>
    </message>
    <message>
        <source>The online map cannot be read: %1</source>
        <translation>在线地图无法读取：%1</translation>
    </message>
    <message>
        <source>Check the address, the network and the key</source>
        <translation>请检查地址、网络和密钥</translation>
    </message>
    <message>
        <source>it has no layer or no coordinate reference system</source>
        <translation>没有图层或没有坐标系</translation>
    </message>
    <message>
        <source>it has no bands</source>
        <translation>没有波段</translation>
    </message>
    <message>
        <source>the picture has no position (no georeference, no world file)</source>
        <translation>图片没有位置（无地理参考，无坐标文件）</translation>
    </message>
    <message>
        <source>it has one band of %1 without a palette</source>
        <translation>只有一个 %1 波段且没有调色板</translation>
    </message>
    <message>
        <source>it has a palette</source>
        <translation>带调色板</translation>
    </message>
    <message>
        <source>it has %1 bands of %2</source>
        <translation>有 %1 个 %2 波段</translation>
    </message>
    <message>
        <source>The raster cannot be opened: %1</source>
        <translation>栅格无法打开：%1</translation>
    </message>
    <message>
        <source>Not usable: %1</source>
        <translation>不可用：%1</translation>
    </message>
    <message>
        <source>Give it a world file, or use a GeoTIFF</source>
        <translation>请提供坐标文件，或使用 GeoTIFF</translation>
    </message>
    <message>
        <source>The picture cannot be read: %1</source>
        <translation>图片无法读取：%1</translation>
    </message>
    <message>
        <source>The picture is empty over the district</source>
        <translation>图片在街区范围内为空</translation>
    </message>
    <message>
        <source>Nothing of the picture can be read: %1</source>
        <translation>图片完全无法读取：%1</translation>
    </message>
    <message>
        <source>The raster has no heights over the district</source>
        <translation>栅格在街区范围内没有高程</translation>
    </message>
    <message>
        <source>No height can be read: %1</source>
        <translation>高程无法读取：%1</translation>
    </message>
    <message>
        <source>%1 cells are below %2 m or above %3 m; they are left open</source>
        <translation>%1 个格网低于 %2 m 或高于 %3 m，已留空</translation>
    </message>
    <message>
        <source>The raster does not cover the district, or its coordinate reference system (%1) is wrong</source>
        <translation>栅格未覆盖街区，或其坐标系（%1）有误</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>Check the path; those in a project file are relative to it</source>
        <translation>请检查路径；项目文件中的路径相对于该文件</translation>
    </message>
    <message>
        <source>No reader knows this kind of file</source>
        <translation>无法读取此类文件</translation>
    </message>
    <message>
        <source>See the list of formats in the documentation</source>
        <translation>请参阅文档中的格式列表</translation>
    </message>
    <message>
        <source>No coordinate reference system is given; the coordinates look like degrees and are read as WGS 84</source>
        <translation>未给出坐标系；坐标像是经纬度，按 WGS 84 读取</translation>
    </message>
    <message>
        <source>No coordinate reference system is given; the coordinates look like latitude, longitude and are read as WGS 84</source>
        <translation>未给出坐标系；坐标像是纬度在前，按 WGS 84 读取</translation>
    </message>
    <message>
        <source>No coordinate reference system is given; the project's %1 is taken</source>
        <translation>未给出坐标系，采用项目的 %1</translation>
    </message>
    <message>
        <source>No coordinate reference system is given, and the coordinates (%1) are not degrees</source>
        <translation>未给出坐标系，且坐标（%1）不是经纬度</translation>
    </message>
    <message>
        <source>Name it in the project file: "crs": "EPSG:..."</source>
        <translation>请在项目文件中注明："crs": "EPSG:..."</translation>
    </message>
    <message>
        <source>The coordinates come as latitude, longitude; they are swapped</source>
        <translation>坐标为纬度在前，已对调</translation>
    </message>
    <message>
        <source>The coordinates (%1) cannot be in %2; they look like degrees and are read as WGS 84</source>
        <translation>坐标（%1）不可能属于 %2；像是经纬度，按 WGS 84 读取</translation>
    </message>
    <message>
        <source>The coordinates (%1) cannot be in %2; the project's %3 is taken</source>
        <translation>坐标（%1）不可能属于 %2，采用项目的 %3</translation>
    </message>
    <message>
        <source>The coordinates (%1) cannot be in the declared %2</source>
        <translation>坐标（%1）不可能属于所声明的 %2</translation>
    </message>
    <message>
        <source>Name the right one in the project file: "crs": "EPSG:..."</source>
        <translation>请在项目文件中注明正确的坐标系："crs": "EPSG:..."</translation>
    </message>
    <message>
        <source>elements nested too deeply</source>
        <translation>元素嵌套过深</translation>
    </message>
    <message>
        <source>last line</source>
        <translation>最后一行</translation>
    </message>
    <message>
        <source>The file ends in the middle of a feature, which is left out</source>
        <translation>文件在要素中间结束，该要素已略去</translation>
    </message>
    <message>
        <source>the server has nothing there</source>
        <translation>服务器上没有此内容</translation>
    </message>
    <message>
        <source>The file is damaged or cut short; what can be read of it is shown</source>
        <translation>文件已损坏或不完整，显示可读取的部分</translation>
    </message>
    <message>
        <source>the file&apos;s own position is far from the building; it is put onto the building&apos;s footprint</source>
        <translation>文件自带的位置离楼栋太远，已放到楼栋的轮廓上</translation>
    </message>
    <message>
        <source>the file does not say where it stands and has no placement; placed at the middle of the project</source>
        <translation>文件没有位置信息，也没有放置参数；放在项目的中央</translation>
    </message>
    <message>
        <source>the file&apos;s own position cannot be brought to the map of the project</source>
        <translation>文件自带的位置无法换算到项目的坐标系</translation>
    </message>
    <message>
        <source>ifcXML is not read</source>
        <translation>不支持读取 ifcXML</translation>
    </message>
    <message>
        <source>save the model as .ifc</source>
        <translation>请把模型另存为 .ifc</translation>
    </message>
    <message>
        <source>a building model (%1)</source>
        <translation>建筑模型（%1）</translation>
    </message>
    <message>
        <source>the program yunjie-ifc-reader, which reads the shapes of IFC files, is missing</source>
        <translation>缺少读取 IFC 几何的程序 yunjie-ifc-reader</translation>
    </message>
    <message>
        <source>install the whole package, or set YUNJIE_IFC_READER</source>
        <translation>请安装完整的软件包，或设置 YUNJIE_IFC_READER</translation>
    </message>
    <message>
        <source>the file cannot be opened: %1</source>
        <translation>文件打不开：%1</translation>
    </message>
    <message>
        <source>the file is larger than 1 GiB</source>
        <translation>文件大于 1 GiB</translation>
    </message>
    <message>
        <source>split the model by building</source>
        <translation>请按楼栋拆分模型</translation>
    </message>
    <message>
        <source>the archive holds no .ifc file</source>
        <translation>压缩包里没有 .ifc 文件</translation>
    </message>
    <message>
        <source>the archive holds ifcXML, which is not read</source>
        <translation>压缩包里是 ifcXML，不支持读取</translation>
    </message>
    <message>
        <source>the archive is damaged</source>
        <translation>压缩包已损坏</translation>
    </message>
    <message>
        <source>IFC++ gave no shapes; they are Assimp&apos;s, and some belong to no element</source>
        <translation>IFC++ 未读出几何，改用 Assimp 的结果，其中一部分不属于任何构件</translation>
    </message>
    <message>
        <source>IFC++ gave no shapes; they are Assimp&apos;s</source>
        <translation>IFC++ 未读出几何，改用 Assimp 的结果</translation>
    </message>
    <message>
        <source>%1 shapes could not be read by IFC++; web-ifc may read them, once it is installed (npm install -g web-ifc)</source>
        <translation>IFC++ 有 %1 个几何体未能读出；安装 web-ifc 后（npm install -g web-ifc）或可读出</translation>
    </message>
    <message>
        <source>%1 shapes that IFC++ could not read are web-ifc&apos;s</source>
        <translation>IFC++ 未读出的 %1 个几何体改用 web-ifc 的结果</translation>
    </message>
    <message>
        <source>the building has no such storey</source>
        <translation>该建筑没有这一楼层</translation>
    </message>
    <message>
        <source>GDAL has no DXF driver here</source>
        <translation>此处的 GDAL 没有 DXF 驱动</translation>
    </message>
    <message>
        <source>nothing of this storey can be drawn</source>
        <translation>这一楼层没有可绘制的内容</translation>
    </message>
    <message>
        <source>nothing of this has a shape</source>
        <translation>所选内容没有几何形状</translation>
    </message>
    <message>
        <source>glTF cannot hold this</source>
        <translation>无法存为 glTF</translation>
    </message>
    <message>
        <source>elements whose shapes could not be read; they are listed without</source>
        <translation>这些构件的几何读不出来，只列出名称</translation>
    </message>
    <message>
        <source>elements on which the reading process crashed or hung; their shapes are left out</source>
        <translation>读取进程在这些构件上崩溃或卡住，其几何已略去</translation>
    </message>
    <message>
        <source>elements whose openings could not be cut out; they are shown whole</source>
        <translation>这些构件的洞口无法切出，按整体显示</translation>
    </message>
    <message>
        <source>read in part: %1 of %2 elements have their shapes</source>
        <translation>只读出一部分：%2 个构件中有 %1 个有几何</translation>
    </message>
    <message>
        <source>%1 broken statements of the file are left out</source>
        <translation>略去了文件中 %1 条损坏的语句</translation>
    </message>
    <message>
        <source>the file is no IFC file, or has no data</source>
        <translation>不是 IFC 文件，或没有数据</translation>
    </message>
    <message>
        <source>write it anew from the program that made it</source>
        <translation>请用原来的软件重新导出</translation>
    </message>
    <message>
        <source>The feature does not say which building it is in; it is left out</source>
        <translation>要素未说明所在楼栋，已略去</translation>
    </message>
    <message>
        <source>The feature cannot be read again: %1</source>
        <translation>要素无法再次读取：%1</translation>
    </message>
    <message>
        <source>No field tells which building the features are in; name one in "fields", or the building itself in "building"</source>
        <translation>没有字段说明要素所在楼栋；请在 "fields" 中指定字段，或在 "building" 中指定楼栋</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>The storeys are counted from 0; 0 is taken as the ground floor</source>
        <translation>楼层从 0 起计，0 按首层处理</translation>
    </message>
    <message>
        <source>The file no longer has the building</source>
        <translation>文件中已没有该楼栋</translation>
    </message>
    <message>
        <source>'%1' names no level; the ground's is taken</source>
        <translation>“%1”不是楼层，按首层处理</translation>
    </message>
    <message>
        <source>Looking for rooms</source>
        <translation>正在查找房间</translation>
    </message>
    <message>
        <source>The feature does not say which storey it is on; the first is taken</source>
        <translation>要素未说明所在楼层，按首层处理</translation>
    </message>
    <message>
        <source>'%1' names no storey; the feature is left out</source>
        <translation>“%1”不是楼层，要素已略去</translation>
    </message>
    <message>
        <source>A base of %1 m on the first storey is far from the building's ground; if it is meant above the ground, name its field as baseAboveGround</source>
        <translation>首层底高程 %1 米与楼栋地面相差过大；若为离地高度，请将该字段指定为 baseAboveGround</translation>
    </message>
    <message>
        <source>A door of %1 m is none; it is left out</source>
        <translation>宽 %1 米不能是门，已略去</translation>
    </message>
    <message>
        <source>an indoor map (IMDF)</source>
        <translation>室内地图（IMDF）</translation>
    </message>
    <message>
        <source>the file is no IndoorGML</source>
        <translation>文件不是 IndoorGML</translation>
    </message>
    <message>
        <source>'%1' in the archive is broken at byte %2: %3</source>
        <translation>压缩包中的“%1”在第 %2 字节处损坏：%3</translation>
    </message>
    <message>
        <source>The archive names no building; all levels are taken as one</source>
        <translation>压缩包中没有楼栋，所有楼层按一栋处理</translation>
    </message>
    <message>
        <source>The level has no ordinal; it is left out with all that is on it</source>
        <translation>楼层没有序号，该层及其内容已略去</translation>
    </message>
    <message>
        <source>The level does not say which building it is in; it is left out with all that is on it</source>
        <translation>楼层未说明所在楼栋，该层及其内容已略去</translation>
    </message>
    <message>
        <source>The feature is on a level that is not there; it is left out</source>
        <translation>要素所在楼层不存在，已略去</translation>
    </message>
    <message>
        <source>An opening is a line; the feature is left out</source>
        <translation>开口应为线，要素已略去</translation>
    </message>
    <message>
        <source>The building has neither footprint nor levels; it is left out</source>
        <translation>楼栋既无轮廓也无楼层，已略去</translation>
    </message>
    <message>
        <source>The cell has no geometry that could be read; it is left out</source>
        <translation>单元空间没有可读取的几何，已略去</translation>
    </message>
    <message>
        <source>The boundary has no width; it is left out</source>
        <translation>边界没有宽度，已略去</translation>
    </message>
    <message>
        <source>A transition joins two states; it is left out</source>
        <translation>转移应连接两个状态，已略去</translation>
    </message>
    <message>
        <source>The transition leads to a state that is not there; it is left out</source>
        <translation>转移指向不存在的状态，已略去</translation>
    </message>
    <message>
        <source>The document has no cells</source>
        <translation>文档中没有单元空间</translation>
    </message>
    <message>
        <source>a building from the inside (IndoorGML)</source>
        <translation>楼栋室内模型（IndoorGML）</translation>
    </message>
    <message>
        <source>the file knows nothing of this building&apos;s inside</source>
        <translation>文件中没有该楼栋的室内数据</translation>
    </message>
    <message>
        <source>the building is no longer in the file</source>
        <translation>文件中已没有该楼栋</translation>
    </message>
    <message>
        <source>load the project again</source>
        <translation>请重新载入项目</translation>
    </message>
    <message>
        <source>the file has changed since it was loaded</source>
        <translation>文件在载入之后已被修改</translation>
    </message>
    <message>
        <source>surfaces that the coordinate transformation cannot move; left out</source>
        <translation>坐标转换无法处理的面；已略去</translation>
    </message>
    <message>
        <source>textures without coordinates for the corners of surfaces; those surfaces are plain</source>
        <translation>没有纹理坐标的贴图；相应的面不贴图</translation>
    </message>
    <message>
        <source>a door or window without a shape; it is listed, not drawn</source>
        <translation>没有几何形状的门或窗；只列出，不绘制</translation>
    </message>
    <message>
        <source>a texture that is no picture that can be read; its surfaces are plain</source>
        <translation>无法读取的纹理图片；相应的面不贴图</translation>
    </message>
    <message>
        <source>Storeys are %1 m high: the file is probably not in metres; a project's placement can say its scale</source>
        <translation>层高 %1 米：文件单位可能不是米，可在项目的 placement 中指定比例</translation>
    </message>
    <message>
        <source>No field tells which building the rooms are in; they are shown as one of their own. Name the field in "fields", or the building itself in "building"</source>
        <translation>没有字段说明房间所在楼栋，已单独成栋显示；请在 "fields" 中指定字段，或在 "building" 中指定楼栋</translation>
    </message>
    <message>
        <source>the database does not let this account read the register</source>
        <translation>数据库不允许该账户读取人口登记</translation>
    </message>
    <message>
        <source>log in to the database with an account that may</source>
        <translation>请使用有权限的数据库账户</translation>
    </message>
    <message>
        <source>the register of residents cannot be read: %1</source>
        <translation>无法读取人口登记：%1</translation>
    </message>
    <message>
        <source>this kind of file is not known</source>
        <translation>无法识别此类文件</translation>
    </message>
    <message>
        <source>it has no table &quot;%1&quot;</source>
        <translation>其中没有表“%1”</translation>
    </message>
    <message>
        <source>the register of residents has no column &quot;%1&quot;</source>
        <translation>人口登记没有“%1”列</translation>
    </message>
    <message>
        <source>no column tells the unit or the building</source>
        <translation>没有标明房屋或楼栋的列</translation>
    </message>
    <message>
        <source>no column tells the building</source>
        <translation>没有标明楼栋的列</translation>
    </message>
    <message>
        <source>no column tells the unit</source>
        <translation>没有标明房屋的列</translation>
    </message>
    <message>
        <source>the question was not understood</source>
        <translation>查询条件无法理解</translation>
    </message>
    <message>
        <source>the database shows this account nobody here (its rows are secured)</source>
        <translation>数据库不向该账户显示此处任何人（已启用行级安全）</translation>
    </message>
    <message>
        <source>3D Tiles of version &quot;%1&quot; are not read</source>
        <translation>不读取版本为“%1”的 3D Tiles</translation>
    </message>
    <message>
        <source>GeoJSON in tiles is not shown</source>
        <translation>瓦片中的 GeoJSON 不显示</translation>
    </message>
    <message>
        <source>a cloud of so many points that only some of them are shown</source>
        <translation>点云中的点过多，只显示其中一部分</translation>
    </message>
    <message>
        <source>a data URI that cannot be read</source>
        <translation>无法读取的 data URI</translation>
    </message>
    <message>
        <source>a mesh whose corners are not where the file says; it is left out</source>
        <translation>网格的顶点不在文件所说的位置，已略去</translation>
    </message>
    <message>
        <source>a subtree that cannot be read: %1</source>
        <translation>无法读取的子树：%1</translation>
    </message>
    <message>
        <source>a table of attributes whose class is not described; it is left out</source>
        <translation>属性表的类未作说明，已略去</translation>
    </message>
    <message>
        <source>a tile without a bounding volume that is understood; it has its parent&apos;s</source>
        <translation>瓦片没有可识别的包围体，采用上级瓦片的</translation>
    </message>
    <message>
        <source>a tile without its geometric error; half of its parent&apos;s is taken</source>
        <translation>瓦片没有几何误差，取上级的一半</translation>
    </message>
    <message>
        <source>a tileset without its root tile or asset</source>
        <translation>瓦片集缺少根瓦片或 asset</translation>
    </message>
    <message>
        <source>a transform that is not 16 numbers; it is left out</source>
        <translation>变换矩阵不是 16 个数，已略去</translation>
    </message>
    <message>
        <source>an attribute whose values are not where the tile says; it is left out</source>
        <translation>属性值不在瓦片所说的位置，已略去</translation>
    </message>
    <message>
        <source>cannot be opened: %1</source>
        <translation>无法打开：%1</translation>
    </message>
    <message>
        <source>check the address and the network</source>
        <translation>请检查地址和网络</translation>
    </message>
    <message>
        <source>check the key or token in the address</source>
        <translation>请检查地址中的密钥或令牌</translation>
    </message>
    <message>
        <source>convert the tileset to 1.0 or 1.1</source>
        <translation>请将瓦片集转换为 1.0 或 1.1 版</translation>
    </message>
    <message>
        <source>convert the tileset to glTF 2.0</source>
        <translation>请将瓦片集转换为 glTF 2.0</translation>
    </message>
    <message>
        <source>feature numbers that are not one a corner; the mesh is one piece</source>
        <translation>要素编号与顶点不一一对应，整个网格作为一体</translation>
    </message>
    <message>
        <source>features that a texture tells apart are not; they are one</source>
        <translation>由纹理区分的要素未作区分，作为一体</translation>
    </message>
    <message>
        <source>glTF of version %1 is not read</source>
        <translation>不读取 %1 版的 glTF</translation>
    </message>
    <message>
        <source>implicit tiling that is incomplete or too large; nothing below is shown</source>
        <translation>隐式分块不完整或过大，其下内容不显示</translation>
    </message>
    <message>
        <source>it is a tileset of 3D Tiles</source>
        <translation>这是 3D Tiles 瓦片集</translation>
    </message>
    <message>
        <source>it is cut short</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>its content is none of b3dm, i3dm, pnts, cmpt and glTF</source>
        <translation>其内容不是 b3dm、i3dm、pnts、cmpt 或 glTF</translation>
    </message>
    <message>
        <source>its feature table does not say how many there are</source>
        <translation>其要素表没有说明数量</translation>
    </message>
    <message>
        <source>its feature table does not say where they stand</source>
        <translation>其要素表没有说明位置</translation>
    </message>
    <message>
        <source>its feature table is not JSON</source>
        <translation>其要素表不是 JSON</translation>
    </message>
    <message>
        <source>its glTF is cut short</source>
        <translation>其 glTF 不完整</translation>
    </message>
    <message>
        <source>its glTF needs the extension %1, which is not read</source>
        <translation>其 glTF 需要扩展 %1，本程序不读取</translation>
    </message>
    <message>
        <source>its gzip cannot be unpacked</source>
        <translation>其 gzip 无法解压</translation>
    </message>
    <message>
        <source>more attributes than are read; the rest is left out</source>
        <translation>属性过多，其余略去</translation>
    </message>
    <message>
        <source>not JSON: %1</source>
        <translation>不是 JSON：%1</translation>
    </message>
    <message>
        <source>so many copies of a model that they are shown as boxes</source>
        <translation>同一模型的副本过多，以方块显示</translation>
    </message>
    <message>
        <source>textures in KTX2 are not read; their surfaces are plain</source>
        <translation>不读取 KTX2 纹理，其表面不带纹理</translation>
    </message>
    <message>
        <source>the file is damaged, or not what its name says</source>
        <translation>文件已损坏，或与其名称不符</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>the file is too large for a tile</source>
        <translation>文件过大，不能作为瓦片</translation>
    </message>
    <message>
        <source>the root tile has no bounding volume that is understood</source>
        <translation>根瓦片没有可识别的包围体</translation>
    </message>
    <message>
        <source>the server answers with status %1</source>
        <translation>服务器返回状态 %1</translation>
    </message>
    <message>
        <source>the server cannot be reached: %1</source>
        <translation>无法连接服务器：%1</translation>
    </message>
    <message>
        <source>the server does not let us have it (status %1)</source>
        <translation>服务器拒绝提供（状态 %1）</translation>
    </message>
    <message>
        <source>the server has no such file</source>
        <translation>服务器上没有这个文件</translation>
    </message>
    <message>
        <source>the tileset names a file that was not delivered with it</source>
        <translation>瓦片集引用了未随附的文件</translation>
    </message>
    <message>
        <source>the tileset names itself as a part of itself</source>
        <translation>瓦片集把自己列为自己的一部分</translation>
    </message>
    <message>
        <source>the tileset needs the extension %1, which is not known</source>
        <translation>瓦片集需要未知的扩展 %1</translation>
    </message>
    <message>
        <source>this tile is not the tileset&apos;s</source>
        <translation>这个瓦片不属于该瓦片集</translation>
    </message>
    <message>
        <source>A part of the layer could not be read: %1</source>
        <translation>图层的一部分无法读取：%1</translation>
    </message>
    <message>
        <source>It is asked for again when it is looked at</source>
        <translation>再次查看该处时会重新请求</translation>
    </message>
    <message>
        <source>The layer&apos;s extent cannot be moved into the scene</source>
        <translation>图层范围无法换算到场景坐标</translation>
    </message>
    <message>
        <source>The table has no spatial index on its geometry, so all of it is read; CREATE INDEX ON ... USING gist (...) makes one</source>
        <translation>该表的几何列没有空间索引，只能全部读取；可用 CREATE INDEX ON ... USING gist (...) 建立</translation>
    </message>
    <message>
        <source>The file has no spatial index, so all of it is read; a GeoPackage or FlatGeobuf has one</source>
        <translation>该文件没有空间索引，只能全部读取；GeoPackage 或 FlatGeobuf 带有索引</translation>
    </message>
</context>
<context>
    <name>formats::CityGmlReader</name>
    <message>
        <source>CityGML, version %1</source>
        <translation>CityGML，版本 %1</translation>
    </message>
</context>
<context>
    <name>formats::CityJsonGeometry</name>
    <message>
        <source>a boundary names a vertex that is not in the file; the surface is left out</source>
        <translation>边界引用了文件中没有的顶点，该面已略去</translation>
    </message>
    <message>
        <source>a boundary uses a vertex without a usable position; the surface is left out</source>
        <translation>边界使用了位置不可用的顶点，该面已略去</translation>
    </message>
    <message>
        <source>a vertex at an impossible height (a no-data value); put at the lowest sound one</source>
        <translation>顶点高程不可能（无数据值），按最低有效高程处理</translation>
    </message>
    <message>
        <source>a surface names semantics that are not there; judged by its slope</source>
        <translation>面引用的语义不存在，按坡度判断</translation>
    </message>
    <message>
        <source>a surface without area; left out</source>
        <translation>面没有面积，已略去</translation>
    </message>
    <message>
        <source>a surface crosses itself; part of it is missing</source>
        <translation>面自相交，缺失一部分</translation>
    </message>
    <message>
        <source>a geometry instance names a template that is not in the file; left out</source>
        <translation>几何实例引用的模板不在文件中，已略去</translation>
    </message>
    <message>
        <source>a geometry instance without one reference point; left out</source>
        <translation>几何实例没有唯一参考点，已略去</translation>
    </message>
    <message>
        <source>boundaries that do not fit the geometry's type; the geometry is left out</source>
        <translation>边界与几何类型不符，该几何已略去</translation>
    </message>
</context>
<context>
    <name>formats::CityJsonReader</name>
    <message>
        <source>a CityJSON sequence, version %1</source>
        <translation>CityJSON 序列，版本 %1</translation>
    </message>
    <message>
        <source>CityJSON, version %1</source>
        <translation>CityJSON，版本 %1</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有此文件</translation>
    </message>
</context>
<context>
    <name>formats::CityModelBuilder</name>
    <message>
        <source>"%1" is not a class of city objects</source>
        <translation>“%1”不是城市对象类别</translation>
    </message>
    <message>
        <source>this id is in the file more than once; the later ones got a number</source>
        <translation>此编号在文件中多次出现，后者已加序号</translation>
    </message>
    <message>
        <source>a building part whose building is not in the file; it stands for itself</source>
        <translation>楼栋部件所属楼栋不在文件中，单独成栋</translation>
    </message>
    <message>
        <source>its surfaces enclose no ground; it has no footprint, and no grid</source>
        <translation>表面未围成地面，没有轮廓，也不属于任何网格</translation>
    </message>
    <message>
        <source>a building without geometry; it is listed, not drawn</source>
        <translation>楼栋没有几何，只列出，不绘制</translation>
    </message>
</context>
<context>
    <name>formats::MeshReader</name>
    <message>
        <source>FBX files are not read reliably</source>
        <translation>FBX 文件无法可靠读取</translation>
    </message>
    <message>
        <source>save the model as glTF (.glb)</source>
        <translation>请将模型另存为 glTF（.glb）</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>a mesh (%1)</source>
        <translation>网格模型（%1）</translation>
    </message>
    <message>
        <source>loading was cancelled</source>
        <translation>加载已取消</translation>
    </message>
    <message>
        <source>vertices that the coordinate transformation cannot move; they are left where they were</source>
        <translation>坐标转换无法处理的顶点，保留原位</translation>
    </message>
</context>
<context>
    <name>formats::Reading</name>
    <message>
        <source>a single CityJSON feature without its header; coordinates are taken as metres</source>
        <translation>单个 CityJSON 要素没有文件头，坐标按米处理</translation>
    </message>
    <message>
        <source>loading was cancelled</source>
        <translation>加载已取消</translation>
    </message>
    <message>
        <source>the file is no CityGML</source>
        <translation>文件不是 CityGML</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>invalid XML: %1</source>
        <translation>无效的 XML：%1</translation>
    </message>
    <message>
        <source>invalid XML, read up to there: %1</source>
        <translation>XML 有误，已读取到出错处：%1</translation>
    </message>
    <message>
        <source>geometry that refers to what is not in the file, or to a file of its own; left out</source>
        <translation>几何引用了文件中没有的内容或外部文件，已略去</translation>
    </message>
    <message>
        <source>rings or lines without proper coordinates; left out</source>
        <translation>环或线没有有效坐标，已略去</translation>
    </message>
    <message>
        <source>vertices that the coordinate transformation cannot move; they are left where they were</source>
        <translation>坐标转换无法处理的顶点，保留原位</translation>
    </message>
    <message>
        <source>a surface crosses itself; part of it is missing</source>
        <translation>面自相交，缺失一部分</translation>
    </message>
    <message>
        <source>a surface without area; left out</source>
        <translation>面没有面积，已略去</translation>
    </message>
</context>
<context>
    <name>formats::ToScene</name>
    <message>
        <source>the coordinates lie outside the area that %1 is meant for; the CRS is probably wrong</source>
        <translation>坐标超出 %1 的适用范围，坐标系可能有误</translation>
    </message>
    <message>
        <source>no coordinate reference system; its coordinates are taken as the project's</source>
        <translation>没有坐标系，坐标按项目坐标系处理</translation>
    </message>
    <message>
        <source>no coordinate reference system and no placement; placed at the middle of the project</source>
        <translation>没有坐标系也没有放置位置，置于项目中心</translation>
    </message>
</context>
<context>
    <name>formats::json</name>
    <message>
        <source>there is no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>the file is larger than 4 GiB</source>
        <translation>文件大于 4 GiB</translation>
    </message>
    <message>
        <source>cut it into tiles, or make a CityJSONSeq of it</source>
        <translation>请切分为图块，或转为 CityJSONSeq</translation>
    </message>
    <message>
        <source>the file is not UTF-8</source>
        <translation>文件不是 UTF-8</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>the JSON ends too early; the file is cut off</source>
        <translation>JSON 提前结束，文件不完整</translation>
    </message>
    <message>
        <source>the JSON is nested too deeply</source>
        <translation>JSON 嵌套过深</translation>
    </message>
    <message>
        <source>not enough memory for the file</source>
        <translation>内存不足，无法读取文件</translation>
    </message>
    <message>
        <source>invalid JSON: %1</source>
        <translation>无效的 JSON：%1</translation>
    </message>
</context>
<context>
    <name>geometry</name>
    <message>
        <source>unknown coordinate reference system "%1"</source>
        <translation>未知坐标系“%1”</translation>
    </message>
    <message>
        <source>give an EPSG code, such as EPSG:4547</source>
        <translation>请给出 EPSG 代码，如 EPSG:4547</translation>
    </message>
    <message>
        <source>no way from %1 to %2</source>
        <translation>无法从 %1 转换到 %2</translation>
    </message>
</context>
<context>
    <name>live</name>
    <message>
        <source>"%1" does not follow "%2" in the life cycle; it is taken as it came</source>
        <translation>按流程“%1”不应接在“%2”之后，仍按收到的记录</translation>
    </message>
    <message>
        <source>the event names a place that the district does not have</source>
        <translation>事件所指地点不在街区内</translation>
    </message>
    <message>
        <source>its rule is no longer in force</source>
        <translation>其规则已不再生效</translation>
    </message>
</context>
<context>
    <name>loading</name>
    <message>
        <source>loading was cancelled</source>
        <translation>加载已取消</translation>
    </message>
    <message>
        <source>only one project can be opened at a time</source>
        <translation>一次只能打开一个项目</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>正在加载%1</translation>
    </message>
    <message>
        <source>Looking at the sources</source>
        <translation>正在查看数据来源</translation>
    </message>
    <message>
        <source>Assigning buildings to grids</source>
        <translation>正在将楼栋归入网格</translation>
    </message>
    <message>
        <source>this building's id is in an earlier layer too; it got a number</source>
        <translation>此楼栋编号在前面的图层中已有，已加序号</translation>
    </message>
    <message>
        <source>the building this device names is not there; it stands where its coordinates say</source>
        <translation>设备所指楼栋不存在，按坐标放置</translation>
    </message>
    <message>
        <source>the device has neither coordinates nor a known building; left out</source>
        <translation>设备既无坐标也无已知楼栋，已略去</translation>
    </message>
    <message>
        <source>there is no building %1</source>
        <translation>没有楼栋 %1</translation>
    </message>
    <message>
        <source>opening was cancelled</source>
        <translation>打开已取消</translation>
    </message>
    <message>
        <source>what was chosen has no body to export</source>
        <translation>所选对象没有可导出的形体</translation>
    </message>
    <message>
        <source>choose an element, a room, a storey or a building</source>
        <translation>请选择构件、房间、楼层或楼栋</translation>
    </message>
    <message>
        <source>the file tells nothing of the inside of a building</source>
        <translation>该文件不含楼栋内部数据</translation>
    </message>
    <message>
        <source>choose a building model with rooms or elements</source>
        <translation>请选择含房间或构件的建筑模型</translation>
    </message>
    <message>
        <source>the inside of a building that is not there; it cannot be entered</source>
        <translation>室内数据所属楼栋不存在，无法进入</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>devices</source>
        <translation>感知设备</translation>
    </message>
</context>
<context>
    <name>loading::CityLoader</name>
    <message>
        <source>loading was cancelled</source>
        <translation>加载已取消</translation>
    </message>
</context>
<context>
    <name>project</name>
    <message>
        <source>the environment variable %1, which is to hold the password, is not set</source>
        <translation>应存放密码的环境变量 %1 未设置</translation>
    </message>
    <message>
        <source>an area layer needs a level (sub-district, community, block, grid or quarter); grid is taken</source>
        <translation>区域图层需要 level（sub-district、community、block、grid 或 quarter），按 grid 处理</translation>
    </message>
    <message>
        <source>feeds of type &quot;%1&quot; are not supported by this version</source>
        <translation>此版本不支持“%1”类型的来源</translation>
    </message>
    <message>
        <source>cannot be opened: %1</source>
        <translation>无法打开：%1</translation>
    </message>
    <message>
        <source>check the path</source>
        <translation>请检查路径</translation>
    </message>
    <message>
        <source>not JSON: %1</source>
        <translation>不是 JSON：%1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>not a JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>%1; the product's own is used instead</source>
        <translation>%1；改用产品自带的</translation>
    </message>
    <message>
        <source>unknown key "%1", ignored; the nearest known one is "%2"</source>
        <translation>未知键“%1”，已忽略；最接近的是“%2”</translation>
    </message>
    <message>
        <source>see docs/project-file.md for what may stand here</source>
        <translation>可用写法见 docs/project-file.md</translation>
    </message>
    <message>
        <source>a source names the layer &quot;%1&quot;, which is not there</source>
        <translation>数据来源所列图层“%1”不存在</translation>
    </message>
    <message>
        <source>a source names the feed &quot;%1&quot;, which is not there</source>
        <translation>数据来源所列数据流“%1”不存在</translation>
    </message>
    <message>
        <source>a source names devices of the kind &quot;%1&quot;, which is not known</source>
        <translation>数据来源所列设备类型“%1”未知</translation>
    </message>
    <message>
        <source>this is no file of figures of earlier days</source>
        <translation>这不是历史指标数值文件</translation>
    </message>
    <message>
        <source>this is no day (&quot;2026-06-17&quot;)</source>
        <translation>这不是日期（应形如 &quot;2026-06-17&quot;）</translation>
    </message>
    <message>
        <source>a figure of no indicator, or no number</source>
        <translation>没有对应的指标，或不是数值</translation>
    </message>
    <message>
        <source>there is a storyboard of this id already; this one is left out</source>
        <translation>已有同标识的汇报，此份略去</translation>
    </message>
    <message>
        <source>the environment variable %1, which is to hold the token, is not set</source>
        <translation>未设置应保存令牌的环境变量 %1</translation>
    </message>
</context>
<context>
    <name>project::Project</name>
    <message>
        <source>an area layer needs a level (sub-district, community, block, grid or quarter); grid is taken</source>
        <translation>区域图层需要 level（sub-district、community、block、grid 或 quarter），按 grid 处理</translation>
    </message>
    <message>
        <source>feeds of type "%1" are not supported by this version</source>
        <translation>此版本不支持“%1”类型的来源</translation>
    </message>
</context>
<context>
    <name>sample</name>
    <message>
        <source>the file cannot be written: %1</source>
        <translation>文件无法写入：%1</translation>
    </message>
    <message>
        <source>choose another folder or make room on the disk</source>
        <translation>请换一个文件夹，或腾出磁盘空间</translation>
    </message>
    <message>
        <source>the file cannot be made: %1</source>
        <translation>文件无法创建：%1</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>请换一个文件夹</translation>
    </message>
    <message>
        <source>Streets and buildings</source>
        <translation>街道与楼栋</translation>
    </message>
    <message>
        <source>People and units</source>
        <translation>人口与房屋</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>District %1 of %2</source>
        <translation>第 %1 个街区，共 %2 个</translation>
    </message>
    <message>
        <source>Spatial indexes</source>
        <translation>空间索引</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Thirty days of events</source>
        <translation>三十天的事件</translation>
    </message>
    <message>
        <source>Thirty days of readings</source>
        <translation>三十天的读数</translation>
    </message>
    <message>
        <source>the folder holds something that is not a sample district</source>
        <translation>文件夹中的内容不是样例街道</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>文件夹无法创建</translation>
    </message>
    <message>
        <source>the folder cannot be renamed</source>
        <translation>文件夹无法改名</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>sample::TableWriter</name>
    <message>
        <source>the file cannot be made: %1</source>
        <translation>文件无法创建：%1</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>请换一个文件夹</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>scene</name>
    <message>
        <source>%1 and above</source>
        <translation>%1 及以上</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1天</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1时</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1分</translation>
    </message>
    <message>
        <source>%1 m²</source>
        <translation>%1 m²</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1k</source>
        <translation>%1千</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Balcony</source>
        <translation>阳台</translation>
    </message>
    <message>
        <source>Bathroom</source>
        <translation>卫生间</translation>
    </message>
    <message>
        <source>Classroom</source>
        <translation>教室</translation>
    </message>
    <message>
        <source>Commercial</source>
        <translation>商业</translation>
    </message>
    <message>
        <source>Corridor</source>
        <translation>走廊</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>厅</translation>
    </message>
    <message>
        <source>Hospital</source>
        <translation>医院</translation>
    </message>
    <message>
        <source>Industrial</source>
        <translation>工业</translation>
    </message>
    <message>
        <source>Kitchen</source>
        <translation>厨房</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>电梯</translation>
    </message>
    <message>
        <source>Lobby</source>
        <translation>大堂</translation>
    </message>
    <message>
        <source>Mixed use</source>
        <translation>综合</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>办公</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Outdoors</source>
        <translation>室外</translation>
    </message>
    <message>
        <source>Parking</source>
        <translation>停车</translation>
    </message>
    <message>
        <source>Plant room</source>
        <translation>设备间</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>公共</translation>
    </message>
    <message>
        <source>Residential</source>
        <translation>住宅</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>School</source>
        <translation>学校</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>商铺</translation>
    </message>
    <message>
        <source>Stair</source>
        <translation>楼梯</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>储藏间</translation>
    </message>
    <message>
        <source>The graphics driver refused a shader (%1): %2</source>
        <translation>显卡驱动拒绝了着色器（%1）：%2</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Urban village</source>
        <translation>城中村</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>病房</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>低于 %1</translation>
    </message>
    <message>
        <source>%1F</source>
        <translation>%1层</translation>
    </message>
    <message>
        <source>B%1</source>
        <translation>地下%1层</translation>
    </message>
    <message>
        <source>%1 · until %2</source>
        <translation>%1 · 至 %2</translation>
    </message>
</context>
<context>
    <name>store</name>
    <message>
        <source>the time zone &quot;%1&quot; is not known</source>
        <translation>未知的时区“%1”</translation>
    </message>
    <message>
        <source>it cannot be written: %1</source>
        <translation>无法写入：%1</translation>
    </message>
    <message>
        <source>choose another folder or make room on the disk</source>
        <translation>请换一个文件夹，或腾出磁盘空间</translation>
    </message>
    <message>
        <source>the name says no format that can be written</source>
        <translation>文件名没有给出可写的格式</translation>
    </message>
    <message>
        <source>let it end in .csv, .gpkg or .geojson</source>
        <translation>请以 .csv、.gpkg 或 .geojson 结尾</translation>
    </message>
    <message>
        <source>the export was cancelled</source>
        <translation>导出已取消</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>经度</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>纬度</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>所属区域</translation>
    </message>
    <message>
        <source>Reported at</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Accepted at</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>办结时限</translation>
    </message>
    <message>
        <source>Closed at</source>
        <translation>办结时间</translation>
    </message>
    <message>
        <source>Updated at</source>
        <translation>更新时间</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Escalations</source>
        <translation>升级次数</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Raised at</source>
        <translation>触发时间</translation>
    </message>
    <message>
        <source>Last raised at</source>
        <translation>最近触发</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Cleared at</source>
        <translation>恢复时间</translation>
    </message>
    <message>
        <source>Acknowledged at</source>
        <translation>确认时间</translation>
    </message>
    <message>
        <source>Acknowledged by</source>
        <translation>确认人</translation>
    </message>
    <message>
        <source>Shelved until</source>
        <translation>搁置至</translation>
    </message>
    <message>
        <source>Shelved because</source>
        <translation>搁置原因</translation>
    </message>
    <message>
        <source>Explained by</source>
        <translation>由何告警解释</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件组</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>监测量</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Measured in</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Saved at</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>State after it</source>
        <translation>操作后状态</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>数据流</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Greatest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>读数个数</translation>
    </message>
    <message>
        <source>Observations</source>
        <translation>观测</translation>
    </message>
    <message>
        <source>By</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>And by</source>
        <translation>再分组</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Settling rate</source>
        <translation>办结率</translation>
    </message>
    <message>
        <source>Minutes to accepting</source>
        <translation>平均受理用时（分钟）</translation>
    </message>
    <message>
        <source>Minutes to closing</source>
        <translation>平均办结用时（分钟）</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>a store&apos;s file needs its whole path</source>
        <translation>存储文件需要写完整路径</translation>
    </message>
    <message>
        <source>this is not where a store can be</source>
        <translation>这里不能作为存储位置</translation>
    </message>
    <message>
        <source>write sqlite:FILE or postgresql://USER@HOST/DATABASE</source>
        <translation>请写成 sqlite:FILE 或 postgresql://USER@HOST/DATABASE</translation>
    </message>
    <message>
        <source>the store&apos;s url names no database</source>
        <translation>存储的 URL 没有指明数据库</translation>
    </message>
    <message>
        <source>Qt&apos;s driver %1 is not installed</source>
        <translation>未安装 Qt 驱动 %1</translation>
    </message>
    <message>
        <source>install %1</source>
        <translation>请安装 %1</translation>
    </message>
    <message>
        <source>another program holds the store</source>
        <translation>另一个程序占用着存储</translation>
    </message>
    <message>
        <source>it is tried again</source>
        <translation>将自动重试</translation>
    </message>
    <message>
        <source>make room on the disk</source>
        <translation>请腾出磁盘空间</translation>
    </message>
    <message>
        <source>it may only be read: %1</source>
        <translation>只能读取：%1</translation>
    </message>
    <message>
        <source>give the right to write to it, or another place in the project</source>
        <translation>请授予写权限，或在项目中另选位置</translation>
    </message>
    <message>
        <source>it is damaged: %1</source>
        <translation>存储已损坏：%1</translation>
    </message>
    <message>
        <source>it cannot be reached: %1</source>
        <translation>无法访问：%1</translation>
    </message>
    <message>
        <source>it refuses us: %1</source>
        <translation>被拒绝访问：%1</translation>
    </message>
    <message>
        <source>see the roles in docs/store.md</source>
        <translation>参见 docs/store.md 中的角色说明</translation>
    </message>
    <message>
        <source>somebody else was faster</source>
        <translation>已有他人抢先操作</translation>
    </message>
    <message>
        <source>look at it again and decide anew</source>
        <translation>请重新查看后再决定</translation>
    </message>
    <message>
        <source>the store refuses this step</source>
        <translation>存储拒绝这一步骤</translation>
    </message>
    <message>
        <source>%1 subjects of the journal lack a version</source>
        <translation>日志中有 %1 个对象缺少版本</translation>
    </message>
    <message>
        <source>%1 entries of the journal are gone</source>
        <translation>日志中有 %1 条记录丢失</translation>
    </message>
    <message>
        <source>%1 entries do not follow from the one before</source>
        <translation>%1 条记录与前一条不衔接</translation>
    </message>
    <message>
        <source>%1 entries are steps that the life cycle forbids</source>
        <translation>%1 条记录是生命周期不允许的步骤</translation>
    </message>
    <message>
        <source>%1 events are not as their journal says</source>
        <translation>%1 个事件与其日志不符</translation>
    </message>
    <message>
        <source>%1 alarms are not as their journal says</source>
        <translation>%1 个告警与其日志不符</translation>
    </message>
    <message>
        <source>%1 events have no journal</source>
        <translation>%1 个事件没有日志</translation>
    </message>
    <message>
        <source>%1 observations are of no datastream</source>
        <translation>%1 条观测不属于任何数据流</translation>
    </message>
    <message>
        <source>the copy cannot be brought to the disk</source>
        <translation>副本无法写入磁盘</translation>
    </message>
    <message>
        <source>pg_dump is not installed</source>
        <translation>未安装 pg_dump</translation>
    </message>
    <message>
        <source>install postgresql-client</source>
        <translation>请安装 postgresql-client</translation>
    </message>
    <message>
        <source>pg_dump says: %1</source>
        <translation>pg_dump 报告：%1</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>无法写入 %1</translation>
    </message>
    <message>
        <source>it holds something else than operations</source>
        <translation>其中保存的不是运行数据</translation>
    </message>
    <message>
        <source>name another file or schema in the project</source>
        <translation>请在项目中另指定文件或模式</translation>
    </message>
    <message>
        <source>it was written by a newer Yunjie (its tables are version %1, ours %2)</source>
        <translation>由更新版本的云街写入（其表版本为 %1，本程序为 %2）</translation>
    </message>
    <message>
        <source>use the newer program; nothing was changed</source>
        <translation>请使用新版程序；未作任何更改</translation>
    </message>
    <message>
        <source>it is damaged, and cannot be moved aside</source>
        <translation>存储已损坏，且无法移开</translation>
    </message>
    <message>
        <source>The store was damaged (%1). It lies at %2; a new one was begun with %3 entries of its journal.</source>
        <translation>存储已损坏（%1）。原文件保存在 %2；已用其日志中的 %3 条记录新建存储。</translation>
    </message>
    <message>
        <source>this user may only read it</source>
        <translation>该用户只有读取权限</translation>
    </message>
    <message>
        <source>there is no store</source>
        <translation>没有存储</translation>
    </message>
    <message>
        <source>its tables are of an older version, and it cannot be written</source>
        <translation>其表版本较旧，且无法写入</translation>
    </message>
    <message>
        <source>open it once where it can be written</source>
        <translation>请先在可写入处打开一次</translation>
    </message>
    <message>
        <source>another program has it open</source>
        <translation>另一个程序正在使用它</translation>
    </message>
    <message>
        <source>nothing can be written into its folder</source>
        <translation>其所在文件夹不可写</translation>
    </message>
    <message>
        <source>%1 observations were lost: the store was away for too long</source>
        <translation>丢失 %1 条观测：存储离线过久</translation>
    </message>
    <message>
        <source>an entry of %1 could not be saved: %2</source>
        <translation>%1 的一条记录无法保存：%2</translation>
    </message>
    <message>
        <source>it cannot be saved now: %1</source>
        <translation>当前无法保存：%1</translation>
    </message>
    <message>
        <source>no store is open</source>
        <translation>没有打开的存储</translation>
    </message>
    <message>
        <source>nothing can be saved now</source>
        <translation>当前无法保存</translation>
    </message>
    <message>
        <source>the event is not in the store</source>
        <translation>存储中没有该事件</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the second</source>
        <translation>第二分组名称</translation>
    </message>
</context>
<context>
    <name>app::Acts</name>
    <message>
        <source>The store is still being opened: try again in a moment</source>
        <translation>存储正在打开，请稍后再试</translation>
    </message>
    <message>
        <source>Nothing can be saved, the store can only be read: %1</source>
        <translation>无法保存，存储只读：%1</translation>
    </message>
    <message>
        <source>Nothing can be saved just now, and nothing is shown as done: %1</source>
        <translation>暂时无法保存，也不会显示为已完成：%1</translation>
    </message>
    <message>
        <source>This district has no store, so nothing can be saved: open it by a project file</source>
        <translation>此街道没有存储，无法保存：请用项目文件打开</translation>
    </message>
    <message>
        <source>it is no longer there</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>%1 was faster: %2 is &quot;%3&quot; since %4. Look at it again and decide anew.</source>
        <translation>%1 抢先一步：%2 自%4起为“%3”。请重新查看后再决定。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not fit: %2 is &quot;%3&quot;</source>
        <translation>不能“%1”：%2 现为“%3”</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <translation>%1：%2（%3）</translation>
    </message>
    <message>
        <source>Not done: %1. %2</source>
        <translation>未完成：%1 项。%2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1 · %2：%3</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>app::Operations</name>
    <message>
        <source>No store: nothing that is done here is kept</source>
        <translation>无存储：此处操作不会保留</translation>
    </message>
    <message>
        <source>Opening the store</source>
        <translation>正在打开存储</translation>
    </message>
    <message>
        <source>The store can only be read: %1</source>
        <translation>存储只读：%1</translation>
    </message>
    <message>
        <source>The store is failing since %1, %2 wait to be saved: %3</source>
        <translation>存储自%1起故障，%2条待保存：%3</translation>
    </message>
    <message>
        <source>Exercise: what is done here lasts until the program ends or the replay jumps</source>
        <translation>演练：此处操作保留到程序结束或回放跳转为止</translation>
    </message>
    <message>
        <source>%1, another seat records the feeds</source>
        <translation>%1，由其他席位记录数据源</translation>
    </message>
    <message>
        <source>Saved %1 · %2</source>
        <translation>已保存 %1 · %2</translation>
    </message>
    <message>
        <source>Store open · %1</source>
        <translation>存储已打开 · %1</translation>
    </message>
    <message>
        <source>No duplicate of %1</source>
        <translation>与“%1”不重复</translation>
    </message>
    <message>
        <source>Nothing can be saved just now: %1</source>
        <translation>暂时无法保存：%1</translation>
    </message>
    <message>
        <source>Choose the type of the event</source>
        <translation>请选择事件类型</translation>
    </message>
    <message>
        <source>Choose where it is: a place, or a point on the map</source>
        <translation>请选择位置：某个地点，或地图上的一点</translation>
    </message>
    <message>
        <source>Say what you need it for: each look at a telephone is written down</source>
        <translation>请说明用途：每次查看电话都会记录</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>notify::Webhooks</name>
    <message>
        <source>the project no longer names this target</source>
        <translation>项目中已没有这个通知目标</translation>
    </message>
    <message>
        <source>two attempts were cut off by the end of the program: it may have arrived</source>
        <translation>两次发送均因程序结束而中断：可能已送达</translation>
    </message>
    <message>
        <source>the target&apos;s url is no http or https address</source>
        <translation>目标地址不是 http 或 https 网址</translation>
    </message>
    <message>
        <source>the server answered %1</source>
        <translation>服务器返回 %1</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>超时无应答</translation>
    </message>
    <message>
        <source>the server cannot be reached</source>
        <translation>无法连接服务器</translation>
    </message>
</context>
<context>
    <name>app::StatisticsModel</name>
    <message>
        <source>Received</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>In mediation</source>
        <translation>调解中</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已化解</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>%1类</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last seven days</source>
        <translation>近七天</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
</context>
<context>
    <name>app::CouncilModel</name>
    <message>
        <source>The meeting was saved</source>
        <translation>会议已保存</translation>
    </message>
</context>
<context>
    <name>app::Notifier</name>
    <message>
        <source>nothing sent yet</source>
        <translation>尚未发送</translation>
    </message>
    <message>
        <source>%1 waiting: %2</source>
        <translation>%1条等待：%2</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1条等待</translation>
    </message>
    <message>
        <source>delivered %1 ago</source>
        <translation>%1前送达</translation>
    </message>
    <message>
        <source>an exercise: nobody outside is told</source>
        <translation>演练：不对外通知</translation>
    </message>
    <message>
        <source>another seat tells them</source>
        <translation>由其他席位通知</translation>
    </message>
</context>
<context>
    <name>app::Desktop</name>
    <message>
        <source>there is no session bus</source>
        <translation>没有会话总线</translation>
    </message>
    <message>
        <source>%1
and %2 more</source>
        <translation>%1
另有%2条</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>nothing on this desktop shows notifications</source>
        <translation>此桌面没有通知服务</translation>
    </message>
</context>
<context>
    <name>ActionAssignee</name>
    <message>
        <source>in charge here</source>
        <translation>本地负责</translation>
    </message>
    <message>
        <source>%1 m away</source>
        <translation>距 %1 米</translation>
    </message>
    <message>
        <source>%1 km away</source>
        <translation>距 %1 公里</translation>
    </message>
    <message>
        <source>%1 in hand</source>
        <translation>在办 %1 件</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Team or grid member</source>
        <translation>队伍或网格员</translation>
    </message>
    <message>
        <source>The district names no teams (teams.json).</source>
        <translation>本项目未配置队伍（teams.json）。</translation>
    </message>
    <message>
        <source>No team matches.</source>
        <translation>没有符合的队伍。</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Choose who is to handle it.</source>
        <translation>请选择处置人。</translation>
    </message>
    <message>
        <source>All of them go to the same team. In charge and distance are those of the first.</source>
        <translation>全部分拨给同一队伍；本地负责与距离按第一件计。</translation>
    </message>
</context>
<context>
    <name>ActionFoot</name>
    <message>
        <source>Leave</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>ActionMerge</name>
    <message>
        <source>Event that stays</source>
        <translation>保留的事件</translation>
    </message>
    <message>
        <source>There is no other open event.</source>
        <translation>没有其他未办结事件。</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 米</translation>
    </message>
    <message>
        <source>%1 min apart</source>
        <translation>相隔 %1 分</translation>
    </message>
    <message>
        <source>Goes into the other</source>
        <translation>并入对方</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Choose the event that stays.</source>
        <translation>请选择要保留的事件。</translation>
    </message>
</context>
<context>
    <name>ActionSheet</name>
    <message>
        <source>%1 events</source>
        <translation>%1 件事件</translation>
    </message>
    <message>
        <source>%1 alarms</source>
        <translation>%1 条告警</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>ActionShelve</name>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Under repair</source>
        <translation>正在维修</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Known, somebody is on the way</source>
        <translation>已知，人员在途</translation>
    </message>
    <message>
        <source>Sensor at fault</source>
        <translation>传感器故障</translation>
    </message>
    <message>
        <source>30 min</source>
        <translation>30 分</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>2 h</source>
        <translation>2 小时</translation>
    </message>
    <message>
        <source>8 h</source>
        <translation>8 小时</translation>
    </message>
    <message>
        <source>1 d</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation>需填写原因。</translation>
    </message>
    <message>
        <source>For how long (Alt+1 to 5)</source>
        <translation>搁置多久（Alt+1 至 5）</translation>
    </message>
</context>
<context>
    <name>ActionUrl</name>
    <message>
        <source>What it shows</source>
        <translation>内容说明</translation>
    </message>
    <message>
        <source>A whole address is needed.</source>
        <translation>需填写完整网址。</translation>
    </message>
    <message>
        <source>https://…</source>
        <translation>https://…</translation>
    </message>
</context>
<context>
    <name>ActionWords</name>
    <message>
        <source>Not in our district</source>
        <translation>不属本街道</translation>
    </message>
    <message>
        <source>Nothing found on the spot</source>
        <translation>现场未发现</translation>
    </message>
    <message>
        <source>Already settled</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Not a matter of the sub-district</source>
        <translation>不属街道职责</translation>
    </message>
    <message>
        <source>It is there again</source>
        <translation>问题复发</translation>
    </message>
    <message>
        <source>The reporter is not content</source>
        <translation>反映人不满意</translation>
    </message>
    <message>
        <source>Only settled in part</source>
        <translation>仅部分解决</translation>
    </message>
    <message>
        <source>Settled on the spot</source>
        <translation>当场解决</translation>
    </message>
    <message>
        <source>Cleared away</source>
        <translation>已清理</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>The parties agreed</source>
        <translation>双方已和解</translation>
    </message>
    <message>
        <source>Handed to the owner</source>
        <translation>已移交权属单位</translation>
    </message>
    <message>
        <source>Verified on the spot</source>
        <translation>现场核实</translation>
    </message>
    <message>
        <source>Verified by a picture</source>
        <translation>照片核实</translation>
    </message>
    <message>
        <source>Confirmed by the reporter</source>
        <translation>反映人确认</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What was done (may be empty)</source>
        <translation>处置结果（可不填）</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>未回访</translation>
    </message>
    <message>
        <source>Choose 1 to 5.</source>
        <translation>请选择 1 到 5。</translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation>需填写原因。</translation>
    </message>
    <message>
        <source>The note is empty.</source>
        <translation>备注为空。</translation>
    </message>
    <message>
        <source>How content is the reporter? (Alt+1 to 5)</source>
        <translation>反映人是否满意？（Alt+1 至 5）</translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
    <message>
        <source>Filter alarms</source>
        <translation>筛选告警</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>No alarm matches.</source>
        <translation>没有符合的告警。</translation>
    </message>
    <message>
        <source>No alarm.</source>
        <translation>没有告警。</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Alarm rules …</source>
        <translation>告警规则…</translation>
    </message>
</context>
<context>
    <name>AlarmLoad</name>
    <message>
        <source>%1 alarms in 10 min: a flood</source>
        <translation>10 分钟 %1 条告警：泛滥</translation>
    </message>
    <message>
        <source>%1 alarms in 10 min: busy</source>
        <translation>10 分钟 %1 条告警：偏多</translation>
    </message>
    <message>
        <source>%1 alarms in 10 min: calm</source>
        <translation>10 分钟 %1 条告警：平稳</translation>
    </message>
    <message>
        <source>Acknowledge %1</source>
        <translation>确认 %1 条</translation>
    </message>
    <message>
        <source>More than one person can work. Critical ones first; acknowledge by incident, shelve what is known.</source>
        <translation>已超出一人处理能力。先处理严重告警；按事件组确认，已知的先搁置。</translation>
    </message>
</context>
<context>
    <name>AlarmRow</name>
    <message>
        <source>people inside</source>
        <translation>室内有人</translation>
    </message>
</context>
<context>
    <name>CriticalBanner</name>
    <message>
        <source>Critical, not acknowledged</source>
        <translation>严重告警，未确认</translation>
    </message>
    <message>
        <source>%1 critical, not acknowledged</source>
        <translation>%1 条严重告警未确认</translation>
    </message>
    <message>
        <source>%1 · %2 · people inside</source>
        <translation>%1 · %2 · 室内有人</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>EvidenceChart</name>
    <message>
        <source>%1 readings, the last %2, the limit %3</source>
        <translation>%1 个读数，最新 %2，门限 %3</translation>
    </message>
    <message>
        <source>%1 readings, the last %2</source>
        <translation>%1 个读数，最新 %2</translation>
    </message>
    <message>
        <source>limit %1 %2</source>
        <translation>门限 %1 %2</translation>
    </message>
    <message>
        <source>Seconds before the last reading</source>
        <translation>距最新读数（秒）</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>EventTimeline</name>
    <message>
        <source>%1, %2, %3, %4</source>
        <translation>%1，%2，%3，%4</translation>
    </message>
</context>
<context>
    <name>FunnelStep</name>
    <message>
        <source>%1: %2, %3 overdue</source>
        <translation>%1：%2，超时 %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>ListTabs</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>感知设备</translation>
    </message>
</context>
<context>
    <name>MarkedLine</name>
    <message>
        <source>Marked: %1</source>
        <translation>已标记：%1</translation>
    </message>
    <message>
        <source>Unmark</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>PushButton</name>
    <message>
        <source>Key %1</source>
        <translation>快捷键 %1</translation>
    </message>
</context>
<context>
    <name>QueueFilter</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Overdue first</source>
        <translation>超时在前</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>最严重在前</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Due first</source>
        <translation>期限近在前</translation>
    </message>
    <message>
        <source>By type</source>
        <translation>按类型</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>By address</source>
        <translation>按地址</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>筛选事件</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Only what %1 has in hand or has worked</source>
        <translation>只看 %1 在办或办过的</translation>
    </message>
    <message>
        <source>Filter and sort</source>
        <translation>筛选与排序</translation>
    </message>
    <message>
        <source>Only the place that is selected</source>
        <translation>只看所选区域</translation>
    </message>
    <message>
        <source>%1 shown, on the map too</source>
        <translation>显示 %1 件，地图同步</translation>
    </message>
    <message>
        <source>%1 shown, on the map too · %2</source>
        <translation>显示 %1 件，地图同步 · %2</translation>
    </message>
    <message>
        <source>Show all open</source>
        <translation>显示全部未办结</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Nothing of this is yours.</source>
        <translation>其中没有您的事件。</translation>
    </message>
    <message>
        <source>No event matches.</source>
        <translation>没有符合的事件。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超时</translation>
    </message>
</context>
<context>
    <name>StoreSign</name>
    <message>
        <source>Not saved: the store fails</source>
        <translation>未保存：存储故障</translation>
    </message>
    <message>
        <source>Store can only be read</source>
        <translation>存储只读</translation>
    </message>
    <message>
        <source>Opening the store</source>
        <translation>正在打开存储</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>演练</translation>
    </message>
</context>
<context>
    <name>WorkLink</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Nothing can be done with it now.</source>
        <translation>目前无可用操作。</translation>
    </message>
    <message>
        <source>Not as it stands. Possible: %1</source>
        <translation>当前状态不可。可用：%1</translation>
    </message>
    <message>
        <source>It is &quot;%1&quot;: that cannot be done now. Possible: %2</source>
        <translation>当前为“%1”，不能这样办。可用：%2</translation>
    </message>
    <message>
        <source>Not as they stand. Possible: %1</source>
        <translation>所选各项不能这样办。可用：%1</translation>
    </message>
    <message>
        <source>Left out of those that are marked, as it does not fit them: %1</source>
        <translation>已标记但不适用、未处理：%1 件</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>app::AlarmModel</name>
    <message>
        <source>Shelved: %1</source>
        <translation>已搁置：%1</translation>
    </message>
    <message>
        <source>Suppressed, as another explains them: %1</source>
        <translation>已抑制（另有原因）：%1</translation>
    </message>
    <message>
        <source>%1 · %2 alarms</source>
        <translation>%1 · 共 %2 条</translation>
    </message>
    <message>
        <source>shelved until %1</source>
        <translation>搁置至 %1</translation>
    </message>
    <message>
        <source>All that are not over</source>
        <translation>全部未结束</translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Suppressed</source>
        <translation>已抑制</translation>
    </message>
    <message>
        <source>All severities</source>
        <translation>全部严重程度</translation>
    </message>
    <message>
        <source>Major and worse</source>
        <translation>较重及以上</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>全部规则</translation>
    </message>
</context>
<context>
    <name>app::RuleEditor</name>
    <message>
        <source>The project cannot be written: the rules are kept for this user alone, in %1</source>
        <translation>项目无法写入：规则仅为当前用户保存在 %1</translation>
    </message>
    <message>
        <source>In %1, which the project will name</source>
        <translation>保存到 %1，并写入项目文件</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>保存到 %1</translation>
    </message>
    <message>
        <source>The rules are saved and in force: %1</source>
        <translation>规则已保存并生效：%1</translation>
    </message>
    <message>
        <source>any device</source>
        <translation>任意设备</translation>
    </message>
    <message>
        <source>above</source>
        <translation>高于</translation>
    </message>
    <message>
        <source>below</source>
        <translation>低于</translation>
    </message>
    <message>
        <source>equal to</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>rises by</source>
        <translation>上升</translation>
    </message>
    <message>
        <source>above in consecutive months</source>
        <translation>连续数月高于</translation>
    </message>
    <message>
        <source>standard deviations from its own past</source>
        <translation>偏离自身历史（标准差）</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>share of a building&apos;s devices</source>
        <translation>楼内设备占比</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>It needs a code of its own</source>
        <translation>需要唯一的编号</translation>
    </message>
    <message>
        <source>It needs a name</source>
        <translation>需要名称</translation>
    </message>
    <message>
        <source>Choose what it watches</source>
        <translation>请选择监测量</translation>
    </message>
    <message>
        <source>There is no type of event &quot;%1&quot;</source>
        <translation>没有事件类型“%1”</translation>
    </message>
    <message>
        <source>Other rules refer to it: %1</source>
        <translation>其他规则引用了它：%1</translation>
    </message>
    <message>
        <source>No device of the district reports this</source>
        <translation>没有设备上报这个监测量</translation>
    </message>
    <message>
        <source>Nothing of it was recorded in that time</source>
        <translation>该时段没有相关记录</translation>
    </message>
    <message>
        <source>It would not have fired once, by %1 readings</source>
        <translation>按 %1 条读数，不会触发</translation>
    </message>
    <message>
        <source>It would have fired %1 times on %2 devices: %3 a day, at most %4 in ten minutes</source>
        <translation>会在 %2 台设备上触发 %1 次：每天 %3 次，十分钟内最多 %4 次</translation>
    </message>
</context>
<context>
    <name>app::StoreTools</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Observations</source>
        <translation>观测数据</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>正在写入 %1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Backup saved: %1</source>
        <translation>备份已保存：%1</translation>
    </message>
    <message>
        <source>Checking the store</source>
        <translation>正在检查存储</translation>
    </message>
    <message>
        <source>The store is sound</source>
        <translation>存储完好</translation>
    </message>
    <message>
        <source>The store is damaged: %1. Make a backup, and open the last one that is sound</source>
        <translation>存储已损坏：%1。请先备份，再打开最近一次完好的备份</translation>
    </message>
</context>
<context>
    <name>app::AlertModel</name>
    <message>
        <source>begins in %1</source>
        <translation>%1后开始</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>AlertSign</name>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
</context>
<context>
    <name>AlertsSheet</name>
    <message>
        <source>Public warnings</source>
        <translation>公共预警</translation>
    </message>
    <message>
        <source>No public warning is in force.</source>
        <translation>没有生效的预警。</translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message>
        <source>Write what is shown as %1</source>
        <translation>将所示内容导出为 %1</translation>
    </message>
</context>
<context>
    <name>RecordsSheet</name>
    <message>
        <source>Records</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Councils</source>
        <translation>议事会</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>RecordsStatistics</name>
    <message>
        <source>Received</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>办结率</translation>
    </message>
    <message>
        <source>To accept</source>
        <translation>受理用时</translation>
    </message>
    <message>
        <source>To close</source>
        <translation>办结用时</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未办结</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>By</source>
        <translation>按</translation>
    </message>
    <message>
        <source>And by</source>
        <translation>再按</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Disputes</source>
        <translation>矛盾纠纷</translation>
    </message>
    <message>
        <source>Alarms %1 · incidents %2 · meetings %3, raised %4, solved %5</source>
        <translation>告警 %1 · 事件组 %2 · 会议 %3，提出 %4，解决 %5</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>How far they came</source>
        <translation>办理进度</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>RecordsList</name>
    <message>
        <source>%1 in all</source>
        <translation>共 %1 条</translation>
    </message>
</context>
<context>
    <name>RecordsHistory</name>
    <message>
        <source>Words, code, address</source>
        <translation>文字、编码、地址</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>No event matches.</source>
        <translation>没有符合的事件。</translation>
    </message>
</context>
<context>
    <name>RecordsDeliveries</name>
    <message>
        <source>Send a test</source>
        <translation>发送测试</translation>
    </message>
    <message>
        <source>The project names nobody to be told (&quot;notify&quot;).</source>
        <translation>项目文件未配置通知对象（notify）。</translation>
    </message>
    <message>
        <source>Nothing has been sent yet.</source>
        <translation>尚未发送通知。</translation>
    </message>
</context>
<context>
    <name>RecordsJournal</name>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>尚无记录。</translation>
    </message>
</context>
<context>
    <name>RecordsCouncils</name>
    <message>
        <source>New meeting</source>
        <translation>新建会议</translation>
    </message>
    <message>
        <source>Of %1</source>
        <translation>%1的议事会</translation>
    </message>
    <message>
        <source>Select a block (or community) first: it is its council.</source>
        <translation>请先选择街区（或社区）：会议属于它。</translation>
    </message>
    <message>
        <source>What the meeting was about</source>
        <translation>会议主题</translation>
    </message>
    <message>
        <source>What was raised, with semicolons between</source>
        <translation>提出的问题，用分号隔开</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No meeting has been recorded.</source>
        <translation>尚无会议记录。</translation>
    </message>
    <message>
        <source>%1 of %2 solved</source>
        <translation>解决 %1/%2</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>RulesSheet</name>
    <message>
        <source>Alarm rules</source>
        <translation>告警规则</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>Choose a rule.</source>
        <translation>请选择一条规则。</translation>
    </message>
    <message>
        <source>Changes take effect once they are saved.</source>
        <translation>保存后立即生效。</translation>
    </message>
    <message>
        <source>Drop changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>minor</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>major</source>
        <translation>较重</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>letters and hyphens</source>
        <translation>字母与连字符</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>in Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>in English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读数</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>For, seconds</source>
        <translation>持续（秒）</translation>
    </message>
    <message>
        <source>Over again at</source>
        <translation>恢复门限</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>同门限</translation>
    </message>
    <message>
        <source>Months in a row</source>
        <translation>连续月数</translation>
    </message>
    <message>
        <source>Of its last days</source>
        <translation>最近天数</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Opens an event</source>
        <translation>生成事件</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Stop trying</source>
        <translation>停止试算</translation>
    </message>
    <message>
        <source>Try on the last 30 days</source>
        <translation>用近 30 天数据试算</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>应用到草稿</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>(0 to 1)</source>
        <translation>（0 至 1）</translation>
    </message>
</context>
<context>
    <name>RuleTrial</name>
    <message>
        <source>Trying … %1 %</source>
        <translation>试算中… %1%</translation>
    </message>
    <message>
        <source>Alarms a day, at most %1</source>
        <translation>每日告警，最多 %1 条</translation>
    </message>
</context>
<context>
    <name>WordsEntry</name>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
    <message>
        <source>↑ ↓ take usual words</source>
        <translation>↑ ↓ 选用常用语</translation>
    </message>
</context>
<context>
    <name>SourcesPanel</name>
    <message>
        <source>Source systems</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>%1 of %2 need a look</source>
        <translation>%2 个中 %1 个需关注</translation>
    </message>
    <message>
        <source>%1 of %2 in order</source>
        <translation>%2 个中 %1 个正常</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>SourcesSheet</name>
    <message>
        <source>Source systems</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>The project names no source systems.</source>
        <translation>项目没有列出数据来源系统。</translation>
    </message>
    <message>
        <source>%1 systems: %2 in order, %3 late, %4 failing, %5 not heard yet</source>
        <translation>共 %1 个系统：正常 %2，超时 %3，故障 %4，尚无数据 %5</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Arrow keys read it out; Enter: as a picture or a table</source>
        <translation>方向键读数；回车键存为图片或表格</translation>
    </message>
    <message>
        <source>As a picture or a table</source>
        <translation>存为图片或表格</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>ChartMenu</name>
    <message>
        <source>Copy as picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Save as table (CSV)</source>
        <translation>存为表格（CSV）</translation>
    </message>
</context>
<context>
    <name>ChartLines</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>ChartBars</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>app::ChartTools</name>
    <message>
        <source>The chart cannot be copied while it is not on screen</source>
        <translation>图表未显示，无法复制</translation>
    </message>
    <message>
        <source>Copied as a picture: %1</source>
        <translation>已复制为图片：%1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>app::GaugeModel</name>
    <message>
        <source>steady</source>
        <translation>平稳</translation>
    </message>
    <message>
        <source>up %1 in 1 h</source>
        <translation>1 小时涨 %1</translation>
    </message>
    <message>
        <source>down %1 in 1 h</source>
        <translation>1 小时落 %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>RemoteSign</name>
    <message>
        <source>Follows %1</source>
        <translation>跟随%1</translation>
    </message>
    <message>
        <source>Leads a wall</source>
        <translation>正在引导大屏</translation>
    </message>
    <message>
        <source>Command wall</source>
        <translation>指挥大屏</translation>
    </message>
    <message>
        <source>This wall follows %1 (Ctrl+L)</source>
        <translation>本大屏正跟随%1（Ctrl+L）</translation>
    </message>
    <message>
        <source>A wall follows this seat (Ctrl+L)</source>
        <translation>大屏正跟随本席位（Ctrl+L）</translation>
    </message>
</context>
<context>
    <name>RemoteSheet</name>
    <message>
        <source>Command wall</source>
        <translation>指挥大屏</translation>
    </message>
    <message>
        <source>Lead a wall from here</source>
        <translation>由本席位引导大屏</translation>
    </message>
    <message>
        <source>This screen is a wall</source>
        <translation>本屏作为大屏</translation>
    </message>
    <message>
        <source>Let paired seats lead this screen</source>
        <translation>允许已配对的席位引导本屏</translation>
    </message>
    <message>
        <source>Reached from</source>
        <translation>可连接范围</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>The local network</source>
        <translation>局域网</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Let a seat in</source>
        <translation>接入席位</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Code %1</source>
        <translation>配对码 %1</translation>
    </message>
    <message>
        <source>Type this at the seat within %1 min %2 s. It lets in one seat.</source>
        <translation>请在 %1 分 %2 秒内于席位端输入，仅可接入一个席位。</translation>
    </message>
    <message>
        <source>Too many wrong codes: the next can be shown in %1 s.</source>
        <translation>错误次数过多：%1 秒后才能再次显示配对码。</translation>
    </message>
    <message>
        <source>No seat has been let in yet.</source>
        <translation>尚未接入席位。</translation>
    </message>
    <message>
        <source>Seats that may lead this screen; the last that takes the lead is followed.</source>
        <translation>可引导本屏的席位；以最后接手者为准。</translation>
    </message>
    <message>
        <source>leads</source>
        <translation>正在引导</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>停止跟随</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>A seat that leads sets view, selection, layout, colours and the time of the replay. Nothing about persons is sent.</source>
        <translation>引导席位决定视角、选中对象、布局、配色和回放时间，不传输任何人员信息。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>引导</translation>
    </message>
    <message>
        <source>What the walls follow</source>
        <translation>大屏跟随的内容</translation>
    </message>
    <message>
        <source>Another wall</source>
        <translation>新增大屏</translation>
    </message>
    <message>
        <source>On the wall, open this sheet and choose &quot;Let a seat in&quot;; type here the address and the code that it shows.</source>
        <translation>请在大屏上打开本窗口并选择“接入席位”，然后在此输入其显示的地址和配对码。</translation>
    </message>
    <message>
        <source>Address, such as 192.168.1.20:8317</source>
        <translation>地址，如 192.168.1.20:8317</translation>
    </message>
    <message>
        <source>Six-digit code</source>
        <translation>六位配对码</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>连接中……</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>配对</translation>
    </message>
</context>
<context>
    <name>app::WallServer</name>
    <message>
        <source>%1 no longer leads the wall</source>
        <translation>%1已停止引导大屏</translation>
    </message>
    <message>
        <source>%1 may lead this wall now</source>
        <translation>%1已可引导本屏</translation>
    </message>
    <message>
        <source>The wall follows %1</source>
        <translation>大屏正跟随%1</translation>
    </message>
</context>
<context>
    <name>app::WallClient</name>
    <message>
        <source>&quot;%1&quot; is no address: type what the wall shows, such as 192.168.1.20:8317</source>
        <translation>“%1”不是有效地址：请输入大屏显示的地址，如 192.168.1.20:8317</translation>
    </message>
    <message>
        <source>The wall cannot be reached: %1</source>
        <translation>无法连接大屏：%1</translation>
    </message>
    <message>
        <source>The wall cannot be reached; trying again</source>
        <translation>无法连接大屏，正在重试</translation>
    </message>
    <message>
        <source>The code is not the one on the wall</source>
        <translation>配对码与大屏显示的不符</translation>
    </message>
    <message>
        <source>The wall shows no code: choose &quot;Let a seat in&quot; there first</source>
        <translation>大屏未显示配对码：请先在大屏上选择“接入席位”</translation>
    </message>
    <message>
        <source>Too many wrong codes: the wall takes none for %1</source>
        <translation>错误次数过多：大屏暂停接受配对，还剩 %1</translation>
    </message>
    <message>
        <source>The wall no longer knows this seat: pair it again</source>
        <translation>大屏已不再识别本席位：请重新配对</translation>
    </message>
    <message>
        <source>The wall speaks another version: update the older of the two programs</source>
        <translation>大屏程序版本不同：请更新较旧的一方</translation>
    </message>
    <message>
        <source>The wall has refused this seat</source>
        <translation>大屏拒绝了本席位</translation>
    </message>
</context>
<context>
    <name>app::Remote</name>
    <message>
        <source>View</source>
        <translation>视角</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选中对象</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Time of the replay</source>
        <translation>回放时间</translation>
    </message>
</context>
<context>
    <name>FeatureCell</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>TableHead</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>%1, upwards</source>
        <translation>%1，升序</translation>
    </message>
    <message>
        <source>%1, downwards</source>
        <translation>%1，降序</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>TableFilter</name>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>从 %1</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>到 %1</translation>
    </message>
    <message>
        <source>Choose a column to filter by its values.</source>
        <translation>选择一列，按其取值筛选。</translation>
    </message>
</context>
<context>
    <name>ColumnChoice</name>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>TablePanel</name>
    <message>
        <source>Table of</source>
        <translation>表格内容</translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation>筛选行</translation>
    </message>
    <message>
        <source>Filter by value</source>
        <translation>按取值筛选</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>仅%1</translation>
    </message>
    <message>
        <source>Select a place to see only what is in it</source>
        <translation>先选择一个区域，再只看其中的内容</translation>
    </message>
    <message>
        <source>Only what is in %1</source>
        <translation>只看%1范围内</translation>
    </message>
    <message>
        <source>%1 of %2 · %3 marked</source>
        <translation>%1 / %2 · 已选 %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Zoom to what is marked (Enter)</source>
        <translation>定位到所选（回车）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Put the table away (F4)</source>
        <translation>收起表格（F4）</translation>
    </message>
    <message>
        <source>Take this filter away</source>
        <translation>移除此筛选</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Table of %1</source>
        <translation>%1表</translation>
    </message>
    <message>
        <source>There is nothing to list yet.</source>
        <translation>暂无可列出的内容。</translation>
    </message>
    <message>
        <source>No row passes the filters.</source>
        <translation>没有符合筛选条件的行。</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>%1 marked</source>
        <translation>所选 %1 项</translation>
    </message>
</context>
<context>
    <name>app::Access</name>
    <message>
        <source>Operator</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>Official</source>
        <translation>领导</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>规划人员</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Works events and alarms; sees residents for a reason that is written down</source>
        <translation>处置事件和告警；说明理由后可查看居民信息，每次查看均记入日志</translation>
    </message>
    <message>
        <source>Reads and briefs; changes nothing</source>
        <translation>查看和汇报，不作任何更改</translation>
    </message>
    <message>
        <source>Reads buildings, measures and compares; sees no residents</source>
        <translation>查看楼栋、量测和比对；不能查看居民信息</translation>
    </message>
    <message>
        <source>As an operator; also rules, backups and the journal</source>
        <translation>同值班员，并可管理规则、备份和日志</translation>
    </message>
    <message>
        <source>Events and alarms are worked by operators: you are here as %1</source>
        <translation>事件和告警由值班员处置：您当前的角色是%1</translation>
    </message>
    <message>
        <source>Buildings are measured by planners and operators: you are here as %1</source>
        <translation>量测由规划人员和值班员进行：您当前的角色是%1</translation>
    </message>
    <message>
        <source>Log in first: who looks at personal data is written down</source>
        <translation>请先登录：查看个人信息须记录查看人</translation>
    </message>
    <message>
        <source>Personal data is for operators: you are here as %1</source>
        <translation>个人信息仅限值班员查看：您当前的角色是%1</translation>
    </message>
    <message>
        <source>This is for administrators: you are here as %1</source>
        <translation>此操作仅限管理员：您当前的角色是%1</translation>
    </message>
</context>
<context>
    <name>app::Residents</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Say what you need it for: each look at residents is written down</source>
        <translation>请说明用途：每次查看居民信息均记入日志</translation>
    </message>
    <message>
        <source>An exercise keeps no journal: residents can be looked at once the district&apos;s store is open</source>
        <translation>演练不保存日志：打开街道数据库后方可查看居民信息</translation>
    </message>
    <message>
        <source>Nothing is shown, as the look could not be written down: %1</source>
        <translation>查看记录无法写入日志，因此不予显示：%1</translation>
    </message>
    <message>
        <source>Asking the register</source>
        <translation>正在查询人口登记</translation>
    </message>
    <message>
        <source>Writing the look down</source>
        <translation>正在记录本次查看</translation>
    </message>
    <message>
        <source>The register has nobody here</source>
        <translation>人口登记中此处无人</translation>
    </message>
    <message>
        <source>The first %1; look at the units one by one</source>
        <translation>仅列出前 %1 人，请逐户查看</translation>
    </message>
</context>
<context>
    <name>LogInSheet</name>
    <message>
        <source>Who is at this seat?</source>
        <translation>请登录</translation>
    </message>
    <message>
        <source>Your name, as the journal shall have it</source>
        <translation>姓名（记入日志）</translation>
    </message>
    <message>
        <source>Kept on this machine until somebody else logs in.</source>
        <translation>本机将保留此登录，直至他人登录。</translation>
    </message>
    <message>
        <source>A name is needed.</source>
        <translation>请填写姓名。</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
</context>
<context>
    <name>ResidentRow</name>
    <message>
        <source>born %1</source>
        <translation>%1 年出生</translation>
    </message>
    <message>
        <source>ID %1</source>
        <translation>证件 %1</translation>
    </message>
    <message>
        <source>Tel. %1</source>
        <translation>电话 %1</translation>
    </message>
</context>
<context>
    <name>ResidentsSection</name>
    <message>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Who lives here, masked; whole for a reason</source>
        <translation>查看居民（已脱敏）；说明理由后可显示完整信息</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 人</translation>
    </message>
</context>
<context>
    <name>ResidentsSheet</name>
    <message>
        <source>Residents · %1</source>
        <translation>居民 · %1</translation>
    </message>
    <message>
        <source>%1 by the district&apos;s own figures</source>
        <translation>按街道统计：%1 人</translation>
    </message>
    <message>
        <source>Masked again in %1 s. This look is in the journal.</source>
        <translation>%1 秒后恢复脱敏。本次查看已记入日志。</translation>
    </message>
    <message>
        <source>Mask now</source>
        <translation>立即脱敏</translation>
    </message>
    <message>
        <source>What you need names and numbers for</source>
        <translation>查看完整信息的用途</translation>
    </message>
    <message>
        <source>An emergency on the spot</source>
        <translation>现场突发事件</translation>
    </message>
    <message>
        <source>Checking a report</source>
        <translation>核实诉求</translation>
    </message>
    <message>
        <source>Visiting who is looked after</source>
        <translation>走访关爱对象</translation>
    </message>
    <message>
        <source>Asked by the resident</source>
        <translation>应居民本人要求</translation>
    </message>
    <message>
        <source>A reason is needed: it is written down with your name before anything is shown.</source>
        <translation>请填写理由：显示之前会连同您的姓名记入日志。</translation>
    </message>
    <message>
        <source>Show for a minute</source>
        <translation>显示一分钟</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
</context>
<context>
    <name>app::IndicatorMap</name>
    <message>
        <source>In none of these areas</source>
        <translation>不在以上任何区域</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>As many areas in each</source>
        <translation>各级区域数相当</translation>
    </message>
    <message>
        <source>Equal spans</source>
        <translation>等距分级</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>The rows sum to the total.</source>
        <translation>各行之和等于总数。</translation>
    </message>
    <message>
        <source>A ratio: worked out anew in each area and for the whole; its rows do not add up.</source>
        <translation>比率：各区域与全域分别重新计算，各行不可相加。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Quantiles</source>
        <translation>各级区域数相当</translation>
    </message>
</context>
<context>
    <name>IndicatorTile</name>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>d</source>
        <translation>日</translation>
    </message>
    <message>
        <source>w</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Yesterday at this time: %1 (%2)</source>
        <translation>昨日此时：%1（%2）</translation>
    </message>
    <message>
        <source>A week ago at this time: %1 (%2)</source>
        <translation>上周此时：%1（%2）</translation>
    </message>
    <message>
        <source>Click to see it on the map, by areas</source>
        <translation>点击后在地图上按区域查看</translation>
    </message>
</context>
<context>
    <name>IndicatorSheet</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Save the table as CSV</source>
        <translation>将表格存为 CSV</translation>
    </message>
    <message>
        <source>Close the map of this indicator (Esc)</source>
        <translation>关闭该指标的地图（Esc）</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>%1: %2 areas</source>
        <translation>%1：%2 个区域</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>IndicatorsSheet</name>
    <message>
        <source>Indicators</source>
        <translation>指标总览</translation>
    </message>
</context>
<context>
    <name>DeckDots</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Pinned; Space lets it turn again</source>
        <translation>已固定；按空格键恢复轮播</translation>
    </message>
    <message>
        <source>Next page (← →); Space pins this one</source>
        <translation>下一页（← →）；按空格键固定本页</translation>
    </message>
</context>
<context>
    <name>WeatherPanel</name>
    <message>
        <source>Weather and water</source>
        <translation>气象水情</translation>
    </message>
    <message>
        <source>warnings: %1</source>
        <translation>预警 %1 条</translation>
    </message>
    <message>
        <source>Public warnings</source>
        <translation>公共预警</translation>
    </message>
    <message>
        <source>No public warning is in force.</source>
        <translation>当前无生效预警。</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>no reading</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, last hours</source>
        <translation>%1，近几小时</translation>
    </message>
</context>
<context>
    <name>CameraStrip</name>
    <message>
        <source>End the patrol (F9)</source>
        <translation>结束轮巡（F9）</translation>
    </message>
    <message>
        <source>Patrol (F9)</source>
        <translation>一键轮巡（F9）</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>%1 offline</source>
        <translation>%1 路离线</translation>
    </message>
    <message>
        <source>Routes of patrols (Shift+F9)</source>
        <translation>轮巡路线（Shift+F9）</translation>
    </message>
    <message>
        <source>End the patrol</source>
        <translation>结束轮巡</translation>
    </message>
    <message>
        <source>Patrol</source>
        <translation>一键轮巡</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>app::DailyReport</name>
    <message>
        <source>%1 daily report %2</source>
        <translation>%1日报 %2</translation>
    </message>
    <message>
        <source>Daily report saved: %1</source>
        <translation>日报已保存：%1</translation>
    </message>
</context>
<context>
    <name>ReportSheet</name>
    <message>
        <source>Daily report</source>
        <translation>日报</translation>
    </message>
    <message>
        <source>Save the daily report</source>
        <translation>保存日报</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>One page of A4 for the leaders: the map with the day&apos;s events, events by domain, alarms, weather warnings, trends and all indicators. Nothing about persons is in it.</source>
        <translation>供领导审阅的一页 A4：当日事件分布图、分领域情况、告警、气象预警、趋势和全部指标，不含任何人员信息。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Today, up to now</source>
        <translation>今日（截至目前）</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>2026-06-18</source>
        <translation>2026-06-18</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>生成中……</translation>
    </message>
    <message>
        <source>As PDF …</source>
        <translation>导出 PDF……</translation>
    </message>
</context>
<context>
    <name>video</name>
    <message>
        <source>No address of a stream is known</source>
        <translation>没有登记视频地址</translation>
    </message>
    <message>
        <source>The address of the stream cannot be understood</source>
        <translation>视频地址无法识别</translation>
    </message>
    <message>
        <source>The camera is offline</source>
        <translation>摄像头离线</translation>
    </message>
    <message>
        <source>%1 is not known on this network</source>
        <translation>本网络中找不到 %1</translation>
    </message>
    <message>
        <source>%1 refuses the connection</source>
        <translation>%1 拒绝连接</translation>
    </message>
    <message>
        <source>%1 sends no picture</source>
        <translation>%1 没有传来画面</translation>
    </message>
    <message>
        <source>User name or password is not accepted</source>
        <translation>用户名或密码不正确</translation>
    </message>
    <message>
        <source>%1 knows no such stream</source>
        <translation>%1 上没有这路视频</translation>
    </message>
    <message>
        <source>The stream has sound only, no picture</source>
        <translation>视频流只有声音，没有画面</translation>
    </message>
    <message>
        <source>Pictures of the kind %1 cannot be decoded here</source>
        <translation>本机无法解码 %1 格式的画面</translation>
    </message>
    <message>
        <source>The picture has stood still for %1 s</source>
        <translation>画面已停滞 %1 秒</translation>
    </message>
    <message>
        <source>The stream has ended</source>
        <translation>视频流已结束</translation>
    </message>
    <message>
        <source>The file %1 is missing</source>
        <translation>找不到文件 %1</translation>
    </message>
    <message>
        <source>The stream cannot be read</source>
        <translation>视频流无法读取</translation>
    </message>
    <message>
        <source>%1 · trying again</source>
        <translation>%1 · 正在重连</translation>
    </message>
    <message>
        <source>%1 · next try in %2</source>
        <translation>%1 · %2后重连</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接……</translation>
    </message>
    <message>
        <source>Picture of %1 ago</source>
        <translation>%1前的画面</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 米</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 公里</translation>
    </message>
    <message>
        <source>In view</source>
        <translation>视野内</translation>
    </message>
    <message>
        <source>Near %1</source>
        <translation>%1 附近</translation>
    </message>
    <message>
        <source>No camera with a stream is near. Choose cameras for a patrol first.</source>
        <translation>附近没有带视频的摄像头，请先选择轮巡的摄像头。</translation>
    </message>
    <message>
        <source>The patrol waits while you look at something else.</source>
        <translation>您正在查看别处，轮巡已暂停。</translation>
    </message>
    <message>
        <source>No picture comes</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>%1 · going on in %2 s</source>
        <translation>%1 · %2 秒后继续</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Larger (F12)</source>
        <translation>放大（F12）</translation>
    </message>
</context>
<context>
    <name>PatrolBar</name>
    <message>
        <source>Patrol</source>
        <translation>轮巡</translation>
    </message>
    <message>
        <source>Patrol · %1</source>
        <translation>轮巡 · %1</translation>
    </message>
    <message>
        <source>%1 without a picture</source>
        <translation>%1 路无画面</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 路，共 %2 路</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>下一路：%1</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>还剩 %1 秒</translation>
    </message>
    <message>
        <source>The one before (Ctrl+←)</source>
        <translation>上一路（Ctrl+←）</translation>
    </message>
    <message>
        <source>Go on (F10)</source>
        <translation>继续（F10）</translation>
    </message>
    <message>
        <source>Stay here (F10)</source>
        <translation>停留（F10）</translation>
    </message>
    <message>
        <source>The next one (Ctrl+→)</source>
        <translation>下一路（Ctrl+→）</translation>
    </message>
    <message>
        <source>Stays here</source>
        <translation>停留中</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
</context>
<context>
    <name>PatrolSheet</name>
    <message>
        <source>Patrols</source>
        <translation>轮巡</translation>
    </message>
    <message>
        <source>No route is kept yet.</source>
        <translation>还没有保存的路线。</translation>
    </message>
    <message>
        <source>%1 cameras, %2 s each</source>
        <translation>%1 路，每路 %2 秒</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Cameras of the route</source>
        <translation>路线上的摄像头</translation>
    </message>
    <message>
        <source>Those that are near</source>
        <translation>加入附近的</translation>
    </message>
    <message>
        <source>The selected one</source>
        <translation>加入选中的</translation>
    </message>
    <message>
        <source>None yet. Without a route, a patrol goes through the cameras that are near.</source>
        <translation>尚未选择。没有路线时，轮巡附近的摄像头。</translation>
    </message>
    <message>
        <source>no stream</source>
        <translation>无视频</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Leave %1 out</source>
        <translation>移出 %1</translation>
    </message>
    <message>
        <source>Stay at each</source>
        <translation>每路停留</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Name of this route</source>
        <translation>路线名称</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
</context>
<context>
    <name>CameraSheet</name>
    <message>
        <source>The camera before (←)</source>
        <translation>上一路（←）</translation>
    </message>
    <message>
        <source>The next camera (→)</source>
        <translation>下一路（→）</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
</context>
<context>
    <name>RemoteWall</name>
    <message>
        <source>The local network</source>
        <translation>局域网</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Seats that may lead this screen; the last that takes the lead is followed.</source>
        <translation>可引导本屏的席位；以最后接手者为准。</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>leads</source>
        <translation>正在引导</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Let a seat in</source>
        <translation>接入席位</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>停止跟随</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Reached from</source>
        <translation>可连接范围</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Let paired seats lead this screen</source>
        <translation>允许已配对的席位引导本屏</translation>
    </message>
    <message>
        <source>A seat that leads sets view, selection, layout, colours and the time of the replay. Nothing about persons is sent.</source>
        <translation>引导席位决定视角、选中对象、布局、配色和回放时间，不传输任何人员信息。</translation>
    </message>
    <message>
        <source>Type this at the seat within %1 min %2 s. It lets in one seat.</source>
        <translation>请在 %1 分 %2 秒内于席位端输入，仅可接入一个席位。</translation>
    </message>
    <message>
        <source>Code %1</source>
        <translation>配对码 %1</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>No seat has been let in yet.</source>
        <translation>尚未接入席位。</translation>
    </message>
    <message>
        <source>Too many wrong codes: the next can be shown in %1 s.</source>
        <translation>错误次数过多：%1 秒后才能再次显示配对码。</translation>
    </message>
</context>
<context>
    <name>RemoteSeat</name>
    <message>
        <source>Asking …</source>
        <translation>连接中……</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>What the walls follow</source>
        <translation>大屏跟随的内容</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Another wall</source>
        <translation>新增大屏</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>引导</translation>
    </message>
    <message>
        <source>Address, such as 192.168.1.20:8317</source>
        <translation>地址，如 192.168.1.20:8317</translation>
    </message>
    <message>
        <source>Six-digit code</source>
        <translation>六位配对码</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>On the wall, open this sheet and choose &quot;Let a seat in&quot;; type here the address and the code that it shows.</source>
        <translation>请在大屏上打开本窗口并选择“接入席位”，然后在此输入其显示的地址和配对码。</translation>
    </message>
</context>
<context>
    <name>BriefingProgress</name>
    <message>
        <source>Writing the briefing</source>
        <translation>正在导出汇报</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>BriefingsSheet</name>
    <message>
        <source>Briefings</source>
        <translation>汇报</translation>
    </message>
    <message>
        <source>Save the briefing as a file</source>
        <translation>将汇报另存为文件</translation>
    </message>
    <message>
        <source>Briefings (*.json)</source>
        <translation>汇报（*.json）</translation>
    </message>
    <message>
        <source>Open a briefing</source>
        <translation>打开汇报</translation>
    </message>
    <message>
        <source>Write the briefing</source>
        <translation>导出汇报</translation>
    </message>
    <message>
        <source>Folder for the PNG files</source>
        <translation>PNG 图片存放的文件夹</translation>
    </message>
    <message>
        <source>%1 · %2 slides · own</source>
        <translation>%1 · %2 页 · 自有</translation>
    </message>
    <message>
        <source>%1 · %2 slides</source>
        <translation>%1 · %2 页</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Open ...</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Save as ...</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Back to the project&apos;s</source>
        <translation>恢复为项目原稿</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Personal data is never in a briefing: names stay masked, and numbers of identity cards and telephones keep their last four digits.</source>
        <translation>汇报中不含个人信息：姓名保持遮蔽，身份证号和手机号只保留后四位。</translation>
    </message>
    <message>
        <source>Name in Chinese</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文名称</translation>
    </message>
</context>
<context>
    <name>SlideEditor</name>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Slide %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Title · %1</source>
        <translation>标题 · %1</translation>
    </message>
    <message>
        <source>Text · %1</source>
        <translation>正文 · %1</translation>
    </message>
    <message>
        <source>A line each; &quot;- &quot; makes a point</source>
        <translation>每行一句；以“- ”开头为要点</translation>
    </message>
    <message>
        <source>Stays for</source>
        <translation>停留</translation>
    </message>
    <message>
        <source>A second less</source>
        <translation>减少一秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>until a key</source>
        <translation>直到按键</translation>
    </message>
    <message>
        <source>A second more</source>
        <translation>增加一秒</translation>
    </message>
    <message>
        <source>The slide sets</source>
        <translation>本页设定</translation>
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
        <source>%1 layers hidden</source>
        <translation>隐藏 %1 个图层</translation>
    </message>
    <message>
        <source>Leave it as it is when the slide comes</source>
        <translation>放映到本页时不改变此项</translation>
    </message>
</context>
<context>
    <name>SlideStrip</name>
    <message>
        <source>Present</source>
        <translation>放映</translation>
    </message>
    <message>
        <source>Take this view</source>
        <translation>取当前视图</translation>
    </message>
    <message>
        <source>A new slide of what is seen (Insert)</source>
        <translation>以当前所见新增一页（Insert）</translation>
    </message>
    <message>
        <source>Words of the slide (F2)</source>
        <translation>本页文字（F2）</translation>
    </message>
    <message>
        <source>Take the view of this slide anew; its words stay</source>
        <translation>重取本页视图，文字保留</translation>
    </message>
    <message>
        <source>Duplicate the slide</source>
        <translation>复制本页</translation>
    </message>
    <message>
        <source>Delete the slide (Del)</source>
        <translation>删除本页（Del）</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做（Ctrl+Shift+Z）</translation>
    </message>
    <message>
        <source>Briefings</source>
        <translation>汇报</translation>
    </message>
    <message>
        <source>Briefings: choose, save, open, write as PDF or video</source>
        <translation>汇报：选择、保存、打开、导出 PDF 或视频</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Turn the map until it shows what you want to say, then take this view.</source>
        <translation>先把地图转到要讲的画面，再点“取当前视图”。</translation>
    </message>
    <message>
        <source>Slide %1: %2</source>
        <translation>第 %1 页：%2</translation>
    </message>
    <message>
        <source>No title yet</source>
        <translation>尚无标题</translation>
    </message>
    <message>
        <source>Full screen, from the chosen slide (Shift+F7); Ctrl+F7 from the first</source>
        <translation>全屏放映，从所选页开始（Shift+F7）；Ctrl+F7 从第一页开始</translation>
    </message>
</context>
<context>
    <name>SlideView</name>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Slide %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>TourSign</name>
    <message>
        <source>Tour: %1. Any touch stops it.</source>
        <translation>自动巡游：%1。触摸屏幕即停。</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>自动巡游</translation>
    </message>
    <message>
        <source>any touch stops it</source>
        <translation>触摸屏幕即停</translation>
    </message>
</context>
<context>
    <name>IndicatorHint</name>
    <message>
        <source>Yesterday at this time: %1 (%2)</source>
        <translation>昨日此时：%1（%2）</translation>
    </message>
    <message>
        <source>A week ago at this time: %1 (%2)</source>
        <translation>上周此时：%1（%2）</translation>
    </message>
    <message>
        <source>Click to see it on the map, by areas</source>
        <translation>点击后在地图上按区域查看</translation>
    </message>
</context>
<context>
    <name>app::ViewLink</name>
    <message>
        <source>A part of %1 could not be had and leaves a hole; it is tried again.</source>
        <translation>“%1”有一块未能加载，暂时留空，正在重试</translation>
    </message>
</context>
<context>
    <name>app::SearchModel</name>
    <message>
        <source>A large layer could not be searched to the end. More letters, or a whole code, find sooner.</source>
        <translation>有大型图层未能搜索完毕。多输入几个字或完整编码，可更快找到。</translation>
    </message>
    <message>
        <source>Of %1 only what is in memory was searched: fly near to find more.</source>
        <translation>%1 仅搜索了已载入的部分：飞近后可找到更多。</translation>
    </message>
</context>
<context>
    <name>app::PlaceTreeModel</name>
    <message>
        <source>Not counted here, since read in parts: %1</source>
        <translation>按需分块载入，此处不计数：%1</translation>
    </message>
</context>
</TS>
