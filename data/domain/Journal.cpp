#include "domain/Journal.h"

#include <array>

namespace domain
{

static const std::array<QString, SubjectCount> SubjectNames = {
    QStringLiteral("event"),    QStringLiteral("alarm"), QStringLiteral("alert"),  QStringLiteral("council"),
    QStringLiteral("delivery"), QStringLiteral("look"),  QStringLiteral("figures")};

QString subjectName(Subject subject)
{
    return SubjectNames[size_t(subject)];
}

Subject subjectFromName(const QString &name, bool *ok)
{
    for (size_t i = 0; i < SubjectNames.size(); ++i) {
        if (SubjectNames[i] == name) {
            if (ok)
                *ok = true;
            return Subject(i);
        }
    }
    if (ok)
        *ok = false;
    return Subject::Event;
}

}
