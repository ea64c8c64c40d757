#pragma once

#include "core/Selection.h"
#include "core/Words.h"
#include "domain/People.h"

#include <QAbstractListModel>
#include <QDeadlineTimer>
#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

namespace app
{

class Operations;

/// Who lives in the unit or building of the card: the count always; names and numbers masked for roles that may ask;
/// whole for a minute, for a reason that is in the journal before anything is shown. What is concealed (a wall, a
/// briefing, a picture, a wall that follows) is gone at once, and comes back masked. Nothing of it is kept, logged or
/// handed to anything but this list. Roles: name, identity, telephone, kind (a word), born (year; empty while masked),
/// care (words; empty while masked), unitName. Main thread; registers are asked on a thread of their own.
class Residents : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(bool available READ isAvailable NOTIFY changed) ///< the district names a register
    Q_PROPERTY(QString kind READ kind NOTIFY changed)          ///< "unit", "building", ""
    Q_PROPERTY(QString id READ id NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    /// How many there are, by the district's own figures.
    Q_PROPERTY(int known READ known NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed) ///< rows of the list
    /// "" (nothing is chosen, or not asked for yet), "barred" (only the count may be seen, here or in this role),
    /// "reading", "masked", "saving" (the reason), "shown", "refused" (by the database), "failed"
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed) ///< why, in a sentence; empty where there is nothing to say
    Q_PROPERTY(bool mayReveal READ mayReveal NOTIFY changed)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsChanged) ///< while it is shown

public:
    using Registers = std::vector<std::shared_ptr<const domain::PeopleSource>>;

    Residents(Operations &operations, Selection &selection, QObject *parent = nullptr);
    ~Residents() override;

    void setRegisters(Registers registers);
    /// Nothing personal may be seen while there is one of these: `why` is a sentence for who asks.
    void conceal(const QString &by, bool on, Words why = {});
    /// How long it is shown; a minute.
    void setShownFor(int seconds) { m_shownFor = seconds; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    bool isAvailable() const { return !m_registers.empty(); }
    QString kind() const;
    const QString &id() const { return m_place.id; }
    QString title() const;
    int known() const;
    int count() const { return int(m_people.size()); }
    QString state() const;
    QString text() const;
    bool mayReveal() const { return m_state == State::Masked && !m_people.empty(); }
    int secondsLeft() const;
    bool isShown() const { return m_state == State::Shown; }

    /// Reads the list, masked, where it may be seen. Of a unit this happens by itself.
    Q_INVOKABLE void look();
    /// Shows it whole for a minute. `why` is needed and written down, with who and where; `Operations::refused` says
    /// what stands against it.
    Q_INVOKABLE void reveal(const QString &why);
    /// Masked again.
    Q_INVOKABLE void hide();

Q_SIGNALS:
    void changed();
    void secondsChanged();

private:
    enum class State : quint8 { None, Barred, Reading, Masked, Saving, Shown, Refused, Failed };
    enum Roles { NameRole = Qt::UserRole + 1, IdentityRole, TelephoneRole, KindRole, BornRole, CareRole, UnitNameRole };

    void follow();
    void forget(State state);
    void judge();
    QString bar() const;
    void read(bool whole);
    void take(std::vector<domain::Person> people, State state);
    void tick();

    Operations &m_operations;
    Selection &m_selection;
    Registers m_registers;
    domain::ObjectRef m_place;
    QString m_building;                                  ///< of the place
    std::vector<std::pair<QString, Words>> m_concealers; ///< by whom, why
    std::vector<domain::Person> m_people;
    State m_state = State::None;
    QString m_failure;
    quint64 m_serial = 0; ///< answers to earlier questions are not listened to
    int m_shownFor = 60;
    QDeadlineTimer m_until;
    QTimer m_second;
};

}
