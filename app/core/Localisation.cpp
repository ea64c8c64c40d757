#include "core/Localisation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace app
{

Localisation::Localisation(QObject *parent) : QObject(parent) {}

Localisation::~Localisation()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

QString Localisation::normalised(const QString &language)
{
    const QString wanted = language.isEmpty() ? QLocale::system().name() : language;
    return wanted.startsWith(QLatin1String("zh")) ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void Localisation::setLanguage(const QString &language)
{
    const QString wanted = normalised(language);
    if (wanted == m_language)
        return;
    m_language = wanted;
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    // English is the language of the sources: its file holds only plural forms, and may be missing.
    if (m_own.load(QStringLiteral(":/i18n/yunjie_%1.qm").arg(wanted)))
        QCoreApplication::installTranslator(&m_own);
    if (wanted != QLatin1String("en") &&
        m_qt.load(QStringLiteral("qtbase_%1").arg(wanted), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    Q_EMIT languageChanged();
}

}
