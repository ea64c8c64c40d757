pragma Singleton
import YunjieMock

PlaceTreeMock {
    chinese: Session.language === "zh_CN"
}
