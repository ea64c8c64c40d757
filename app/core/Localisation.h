#pragma once

#include <QObject>
#include <QStringList>
#include <QTranslator>

namespace app
{

/// The language of the interface: installs the translators, and tells everyone when it changes. Main thread.
class Localisation : public QObject
{
    Q_OBJECT

public:
    explicit Localisation(QObject *parent = nullptr);
    ~Localisation() override;

    /// "en" or "zh_CN".
    const QString &language() const { return m_language; }
    /// Other Chinese locales become "zh_CN", everything else "en"; empty: the system's.
    void setLanguage(const QString &language);
    static QStringList languages() { return {QStringLiteral("en"), QStringLiteral("zh_CN")}; }
    static QString normalised(const QString &language);

Q_SIGNALS:
    /// The translators are already installed.
    void languageChanged();

private:
    QString m_language;
    QTranslator m_own, m_qt;
};

}
