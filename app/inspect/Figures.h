#pragma once

#include <QLocale>

namespace app
{

/// A measured figure with all its decimals: "3.00" tells how well it is known, "3" does not.
inline QString fixedText(double value, int decimals)
{
    return QLocale(QLocale::English).toString(value, 'f', decimals);
}

}
