pragma Singleton
import QtQuick

EventFilter { }
