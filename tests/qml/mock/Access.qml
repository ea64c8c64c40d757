pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property string role: "administrator"
    property string roleName: zh ? "管理员" : "Administrator"
    property string name: Operations.who
    property bool loggedIn: true
    readonly property bool mayWork: role === "operator" || role === "administrator"
    readonly property bool mayInspect: role !== "official"
    readonly property bool mayReveal: mayWork
    readonly property bool mayAdminister: role === "administrator"
    readonly property string whyNotWork: mayWork ? "" : zh ? "事件与告警由值班员处置" : "Events and alarms are worked by operators"
    readonly property string whyNotInspect: mayInspect ? "" : zh ? "量测由规划人员使用" : "Buildings are measured by planners"
    readonly property string whyNotReveal: mayReveal ? "" : zh ? "个人信息仅限值班员" : "Personal data is for operators"
    readonly property string whyNotAdminister: mayAdminister ? "" : zh ? "仅限管理员" : "This is for administrators"
    readonly property var roles: [
        { id: "operator", label: zh ? "值班员" : "Operator", detail: zh ? "处置事件和告警；说明理由后可查看居民，查看会记入日志" : "Works events and alarms; sees residents for a reason that is written down" },
        { id: "official", label: zh ? "领导" : "Official", detail: zh ? "查看和汇报，不作更改" : "Reads and briefs; changes nothing" },
        { id: "planner", label: zh ? "规划人员" : "Planner", detail: zh ? "查看楼栋、量测和比对；不能查看居民" : "Reads buildings, measures and compares; sees no residents" },
        { id: "administrator", label: zh ? "管理员" : "Administrator", detail: zh ? "同值班员，并管理规则、备份和日志" : "As an operator; also rules, backups and the journal" }
    ]
    property var calls: []
    signal changed
    function logIn(who, as) {
        calls = calls.concat([who + " " + as]);
        role = as;
        loggedIn = true;
        changed();
    }
    function logOut() {
        loggedIn = false;
        changed();
    }
}
