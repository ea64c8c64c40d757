#pragma once

#include "base/LocalizedText.h"
#include "base/Result.h"
#include "domain/City.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace domain
{

/// One picture of a briefing: what is seen, and the words beside it. What is left out stays as it was.
struct Slide {
    QString id; ///< unique in its storyboard
    base::LocalizedText title, text;
    SavedView camera;           ///< its name is not used
    QString theme;              ///< "command", "plan"; empty: as it is
    QString colouring;          ///< as Session::colouring
    QString indicator;          ///< id of the indicator that the map shows by community; empty: none
    QStringList hiddenLayers;   ///< ids; all others are shown
    std::optional<qint64> time; ///< ms UTC: a replay goes there
    ObjectRef selected, entered;
    double seconds = 0; ///< how long it stays when it plays by itself; 0: until a key
};

/// Slides in the order in which they are shown.
struct Storyboard {
    QString id;
    base::LocalizedText name;
    std::vector<Slide> slides;
    QJsonObject toJson() const; ///< {"format": "yunjie-storyboard/1", ...}, as `fromJson` reads it
    static base::Result<Storyboard> fromJson(const QJsonObject &object, const QString &source);
};

}
