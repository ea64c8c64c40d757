pragma Singleton
import YunjieMock

BuildingTableMock {
    chinese: Session.language === "zh_CN"
    open: Inside.active
}
