<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
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
        <source>Sound on (M)</source>
        <translation>开启声音（M）</translation>
    </message>
    <message>
        <source>Sound off (M)</source>
        <translation>关闭声音（M）</translation>
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
        <source>%1 %2/min</source>
        <translation>%1 %2 条/分</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 of %2 feeds connected</source>
        <translation>%2 个来源中 %1 个正常</translation>
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
        <source>Shift + arrows</source>
        <translation>Shift + 方向键</translation>
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
</context>
<context>
    <name>IndicatorPanel</name>
    <message>
        <source>District overview</source>
        <translation>街区总览</translation>
    </message>
    <message>
        <source>%1 · %2/%3</source>
        <translation>%1 · %2/%3</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
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
        <source>%1 %2</source>
        <comment>indicator and its unit</comment>
        <translation>%1 %2</translation>
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
</context>
<context>
    <name>LayersSheet</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
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
    <message>
        <source>Open a district</source>
        <translation>打开街区</translation>
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
    <name>Toast</name>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>TodayPanel</name>
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
        <source>Sound on (M)</source>
        <translation>开启声音（M）</translation>
    </message>
    <message>
        <source>Sound off (M)</source>
        <translation>关闭声音（M）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>WallLayout</name>
    <message>
        <source>Not yet accepted</source>
        <translation>未受理事件</translation>
    </message>
    <message>
        <source>%1 · worst first</source>
        <translation>%1 · 按严重程度</translation>
    </message>
    <message>
        <source>Everything reported has been accepted.</source>
        <translation>上报的事件均已受理。</translation>
    </message>
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
</TS>
