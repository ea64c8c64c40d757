#pragma once

#include <QString>

namespace app
{

/// What doors must leave free, as data (resources/clearances.json). Metres; shares from 0 to 1.
struct Clearances {
    double leastWidth = 0.8;  ///< narrower is wrong
    double wantedWidth = 0.9; ///< narrower is to be looked at
    double leastHeight = 2.0;
    double swingFree = 0.98; ///< a leaf that has less of its way free is in the way of something

    /// "major", "minor" or "normal".
    QString widthState(double width) const
    {
        constexpr double Rounding = 0.0005;
        return width + Rounding < leastWidth    ? QStringLiteral("major")
               : width + Rounding < wantedWidth ? QStringLiteral("minor")
                                                : QStringLiteral("normal");
    }
    /// The product's own, with those of `folder`/clearances.json above them where there is such a file.
    static Clearances read(const QString &folder);
    /// Those in use; set once at start.
    static const Clearances &inUse();
    static void use(const Clearances &clearances);
};

}
