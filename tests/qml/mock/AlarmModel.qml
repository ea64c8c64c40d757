pragma Singleton
import QtQuick

AlarmFilter { }
