#pragma once

#include <QObject>
#include <QString>
#include <QVariantList>

namespace app
{

/// Who sits here, and what that role may do (domain.md, section 5). With PostgreSQL the database's own roles decide
/// too: this one only spares users what would be refused. Until somebody has logged in nothing personal can be asked
/// for. Main thread.
class Access : public QObject
{
    Q_OBJECT
    /// "operator", "official", "planner", "administrator"
    Q_PROPERTY(QString role READ role NOTIFY changed)
    Q_PROPERTY(QString roleName READ roleName NOTIFY changed) ///< in the language of the window
    Q_PROPERTY(QString name READ name NOTIFY changed)         ///< "who" in the journal
    Q_PROPERTY(bool loggedIn READ isLoggedIn NOTIFY changed)
    /// Whom it can be: {id, label, detail (what that role is there for)}.
    Q_PROPERTY(QVariantList roles READ roles NOTIFY changed)
    Q_PROPERTY(bool mayWork READ mayWork NOTIFY changed) ///< events and alarms
    Q_PROPERTY(bool mayInspect READ mayInspect NOTIFY changed)
    /// May ask for personal data where the room allows it: never on the wall, in a briefing, in an export or picture.
    Q_PROPERTY(bool mayReveal READ mayReveal NOTIFY changed)
    Q_PROPERTY(bool mayAdminister READ mayAdminister NOTIFY changed) ///< rules, stores, sources
    /// In words, empty where it may: for hints of what is switched off.
    Q_PROPERTY(QString whyNotWork READ whyNotWork NOTIFY changed)
    Q_PROPERTY(QString whyNotInspect READ whyNotInspect NOTIFY changed)
    Q_PROPERTY(QString whyNotReveal READ whyNotReveal NOTIFY changed)
    Q_PROPERTY(QString whyNotAdminister READ whyNotAdminister NOTIFY changed)

public:
    enum class Role : quint8 { Operator, Official, Planner, Administrator };
    Q_ENUM(Role)

    explicit Access(QObject *parent = nullptr) : QObject(parent) {}
    QString role() const;
    QString roleName() const;
    Role roleValue() const { return m_role; }
    const QString &name() const { return m_name; }
    bool isLoggedIn() const { return m_loggedIn; }
    QVariantList roles() const;
    bool mayWork() const { return m_role == Role::Operator || m_role == Role::Administrator; }
    bool mayInspect() const { return m_role != Role::Official; }
    bool mayReveal() const { return m_loggedIn && mayWork(); }
    bool mayAdminister() const { return m_role == Role::Administrator; }
    QString whyNotWork() const;
    QString whyNotInspect() const;
    QString whyNotReveal() const;
    QString whyNotAdminister() const;

    /// `role` as above. A name is needed: what is done is kept under it.
    Q_INVOKABLE void logIn(const QString &name, const QString &role);
    /// Asks who sits here; nothing personal is shown until somebody says so.
    Q_INVOKABLE void logOut();
    /// Another name in the same role: "who" of what is done from now on.
    void rename(const QString &name);
    /// The language of the window has changed.
    void retranslate() { Q_EMIT changed(); }
    static Role roleFromName(const QString &name, bool *ok = nullptr); ///< Operator where it is none
    static QStringList roleNames();                                    ///< as of `role`

Q_SIGNALS:
    void changed();
    /// Another person, another role, or nobody: what was shown to the one before must go.
    void personChanged();

private:
    Role m_role = Role::Operator;
    QString m_name;
    bool m_loggedIn = false;
};

}
