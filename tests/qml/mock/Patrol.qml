pragma Singleton
import QtQuick

QtObject {
    property bool running: false
    property bool paused: false
    property string route: ""
    property int index: running ? 2 : -1
    property int count: 8
    property string camera: running ? "V0003" : ""
    property string nextName: "摄像头 · 东街"
    property string trouble: running ? "摄像头离线 · 3 s 后继续" : ""
    property double progress: 0.4
    property int secondsLeft: 7
    property int missed: running ? 1 : 0
    property var stops: []
    property int dwellSeconds: 12
    property var routes: [{ name: "河道巡查", count: 6, dwell: 12 }]
    property var calls: []
    function note(what: string): void { calls = calls.concat([what]) }
    function toggle(): void { running = !running; note("toggle") }
    function start(): bool { running = true; note("start"); return true }
    function startRoute(name: string): bool { running = true; route = name; note("route " + name); return true }
    function stop(): void { running = false; note("stop") }
    function togglePause(): void { paused = !paused; note("pause") }
    function next(): void { note("next") }
    function previous(): void { note("previous") }
    function goTo(at: int): void { note("go " + at) }
    function addStop(camera: string): void { stops = stops.concat([{ id: camera, name: camera, place: "", streams: true }]); note("add " + camera) }
    function addNear(): void { addStop("V0001"); addStop("V0002") }
    function removeStop(at: int): void { stops = stops.filter((stop, i) => i !== at) }
    function moveStop(from: int, to: int): void { const list = stops.slice(); list.splice(to, 0, list.splice(from, 1)[0]); stops = list }
    function clearStops(): void { stops = [] }
    function hasStop(camera: string): bool { return stops.some(stop => stop.id === camera) }
    function saveRoute(name: string): void { routes = routes.concat([{ name: name, count: stops.length, dwell: dwellSeconds }]) }
    function loadRoute(name: string): void { addNear() }
    function removeRoute(name: string): void { routes = routes.filter(route => route.name !== name) }
}
