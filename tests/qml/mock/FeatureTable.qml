pragma Singleton
import YunjieMock

FeatureTableMock {
    property string shownOnly ///< that only what is in view is here
    chinese: Session.language === "zh_CN"
}
