pragma Singleton
import QtQuick

ListModel {
    readonly property var groups: (Session.language === "zh_CN" ? ["空间", "人口", "组织", "力量", "感知", "今日"] : ["Space", "People", "Organisations", "Forces", "Sensing", "Today"])
        .map((label, i) => ({ id: ["space", "people", "organisations", "forces", "sensing", "today"][i], label: label }))
    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        const ids = ["space", "people", "organisations", "forces", "sensing", "today"];
        const groups = zh ? ["空间", "人口", "组织", "力量", "感知", "今日"] : ["Space", "People", "Organisations", "Forces", "Sensing", "Today"];
        const all = [
            [0, "面积", "Area", 2.52, "km²", "km²"], [0, "社区", "Communities", 10, "个", ""], [0, "住宅小区", "Residential quarters", 46, "个", ""],
            [0, "街区", "Blocks", 24, "个", ""], [0, "网格", "Grids", 60, "个", ""], [0, "楼栋", "Buildings", 2614, "栋", ""],
            [0, "房屋", "Units", 42118, "套", ""], [0, "城中村楼栋", "Urban-village buildings", 764, "栋", ""], [0, "出租屋", "Let units", 18204, "套", ""],
            [0, "道路长度", "Road length", 61.4, "km", "km"], [0, "绿地面积", "Green area", 0.31, "km²", "km²"], [0, "公共设施", "Public facilities", 138, "处", ""],
            [1, "实有人口", "Residents", 103218, "人", ""], [1, "户籍人口", "Registered", 31206, "人", ""], [1, "非户籍人口", "Migrant", 70118, "人", ""],
            [1, "港澳及外籍", "HK, Macau and foreign", 1894, "人", ""], [1, "60 岁以上", "Aged 60 and over", 9120, "人", ""], [1, "70 岁以上独居", "Living alone over 70", 214, "人", ""],
            [1, "残疾人", "Disabled", 388, "人", ""], [1, "重点关爱", "Key care", 162, "人", ""],
            [2, "企业", "Enterprises", 6842, "家", ""], [2, "个体工商户", "Sole traders", 5310, "户", ""], [2, "三小场所", "Small places", 1918, "处", ""],
            [2, "物业公司", "Property companies", 41, "家", ""], [2, "学校", "Schools", 18, "所", ""], [2, "诊所", "Clinics", 37, "家", ""],
            [2, "党支部", "Party branches", 96, "个", ""], [2, "党员", "Party members", 2460, "人", ""],
            [3, "网格员", "Grid members", 124, "人", ""], [3, "民警", "Police", 58, "人", ""], [3, "楼栋长", "Building captains", 1206, "人", ""], [3, "志愿者", "Volunteers", 3480, "人", ""],
            [4, "烟感", "Smoke detectors", 1447, "个", ""], [4, "电气监测", "Electrical monitors", 1360, "个", ""], [4, "倾斜监测", "Tilt sensors", 60, "个", ""],
            [4, "摄像头", "Cameras", 300, "个", ""], [4, "在线率", "Share online", 98.1, "%", "%"],
            [5, "上报事件", "Events reported", 114, "件", ""], [5, "处置中", "In hand", 44, "件", ""], [5, "办结", "Closed", 61, "件", ""],
            [5, "办结率", "Closing rate", 53.5, "%", "%"], [5, "超时", "Overdue", 2, "件", ""]
        ];
        for (const i of all)
            append({ group: ids[i[0]], groupName: groups[i[0]], name: zh ? i[1] : i[2], value: i[3], valueText: i[3] >= 10000 && zh ? (i[3] / 10000).toFixed(i[3] >= 1e5 ? 1 : 2) + " 万" : i[3].toLocaleString(Qt.locale("en_US"), "f", i[3] % 1 ? (i[5] === "%" ? 1 : 2) : 0), unit: zh ? i[4] : i[5], good: "", known: true,
                id: ids[i[0]] + i[3], definition: zh ? "统计口径说明：以登记为准，每项只计一次。" : "What is counted, and what is not: each once.", live: i[0] >= 4, ratio: false,
                trendText: i[0] >= 4 ? (zh ? "较昨日 +12 · 较上周 −3" : "+12 on yesterday · −3 on last week") : "",
                trendDay: { known: i[0] >= 4, changeText: "+12", valueText: "102", direction: "up", mood: "" }, trendWeek: { known: i[0] >= 4, changeText: "−3", valueText: "117", direction: "down", mood: i[0] === 5 ? "good" : "" } });
    }
}
