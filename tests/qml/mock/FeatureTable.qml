pragma Singleton
import YunjieMock

FeatureTableMock {
    chinese: Session.language === "zh_CN"
}
