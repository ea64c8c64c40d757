pragma Singleton
import QtQuick

ListModel {
    function setVisible(row, on) { setProperty(row, "visible", on) }
    function setOpacity(row, value) { setProperty(row, "opacity", value) }
    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        append({ id: "ground", name: zh ? "地形" : "Terrain", kind: "terrain", kindName: zh ? "地形" : "terrain", crs: "EPSG:4547", visible: true, opacity: 1, features: 1, source: "dem.tif", warnings: 0 });
        append({ id: "green", name: zh ? "绿地" : "Green", kind: "green", kindName: zh ? "绿地" : "green", crs: "EPSG:4547", visible: true, opacity: 1, features: 88, source: "district.gpkg | green", warnings: 0 });
        append({ id: "water", name: zh ? "水系" : "Water", kind: "water", kindName: zh ? "水系" : "water", crs: "EPSG:4547", visible: true, opacity: 1, features: 6, source: "district.gpkg | water", warnings: 1 });
        append({ id: "roads", name: zh ? "道路" : "Roads", kind: "road", kindName: zh ? "道路" : "road", crs: "EPSG:4547", visible: true, opacity: 1, features: 412, source: "district.gpkg | roads", warnings: 0 });
        append({ id: "tower", name: zh ? "地标塔楼" : "Landmark tower", kind: "model", kindName: zh ? "模型" : "model", crs: "EPSG:4547", visible: true, opacity: 1, features: 1, source: "models/tower.glb", warnings: 0 });
        append({ id: "buildings", name: zh ? "楼栋" : "Buildings", kind: "building", kindName: zh ? "楼栋" : "building", crs: "EPSG:4547", visible: true, opacity: 1, features: 2614, source: "district.gpkg | buildings", warnings: 3 });
        append({ id: "communities", name: zh ? "社区" : "Communities", kind: "area", kindName: zh ? "区域" : "area", crs: "EPSG:4547", visible: true, opacity: 0.6, features: 10, source: "district.gpkg | areas", warnings: 0 });
        append({ id: "photo", name: zh ? "影像" : "Imagery", kind: "imagery", kindName: zh ? "影像" : "imagery", crs: "EPSG:4547", visible: false, opacity: 1, features: 1, source: "ortho.tif", warnings: 0 });
    }
}
