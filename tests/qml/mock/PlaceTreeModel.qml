pragma Singleton
import YunjieMock

PlaceTreeMock {
    property string uncounted ///< layers that the tree does not count
    chinese: Session.language === "zh_CN"
}
