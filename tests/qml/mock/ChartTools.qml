pragma Singleton
import YunjieMock

/// The real one: it needs nothing but Qt.
ChartToolsReal { }
