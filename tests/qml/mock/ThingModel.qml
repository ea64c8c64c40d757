pragma Singleton
import QtQuick

ThingFilter { }
