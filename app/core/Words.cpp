#include "core/Words.h"

#include "core/Text.h"

namespace app
{

QString said(const Words &words)
{
    return words ? words() : QString();
}

QString errorLine(const base::Error &error)
{
    QString line = error.message;
    if (!error.feature.isEmpty())
        line = translate("app", "%1: %2").arg(error.feature, line);
    if (!error.source.isEmpty())
        line = translate("app", "%1: %2").arg(error.source, line);
    return error.hint.isEmpty() ? line : translate("app", "%1 (%2)").arg(line, error.hint);
}

}
