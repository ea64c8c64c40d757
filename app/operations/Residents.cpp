#include "operations/Residents.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "operations/Answers.h"
#include "operations/Keeper.h"
#include "operations/Operations.h"

#include <QUuid>
#include <QtConcurrent>

#include <algorithm>

namespace app
{

using domain::ObjectKind;
using domain::Person;

/// Of one place; a building with more is looked at by its units.
static constexpr int MostPeople = 500;

/// What a register calls kinds and reasons, in words; others as it has them.
static QString wordOf(const QString &word)
{
    static const QHash<QString, const char *> words = {
        {QStringLiteral("registered"), QT_TRANSLATE_NOOP("app", "registered here")},
        {QStringLiteral("migrant"), QT_TRANSLATE_NOOP("app", "from elsewhere")},
        {QStringLiteral("overseas"), QT_TRANSLATE_NOOP("app", "Hong Kong, Macau or foreign")},
        {QStringLiteral("alone-70"), QT_TRANSLATE_NOOP("app", "lives alone, over 70")},
        {QStringLiteral("disabled"), QT_TRANSLATE_NOOP("app", "disabled")},
        {QStringLiteral("key-care"), QT_TRANSLATE_NOOP("app", "key care")}};
    const char *known = words.value(word, nullptr);
    return known ? translate("app", known) : word;
}

Residents::Residents(Operations &operations, Selection &selection, QObject *parent)
    : QAbstractListModel(parent), m_operations(operations), m_selection(selection)
{
    constexpr int SecondMs = 1000;
    m_second.setInterval(SecondMs);
    connect(&m_second, &QTimer::timeout, this, &Residents::tick);
    connect(&selection, &Selection::currentChanged, this, &Residents::follow);
    connect(&selection, &Selection::enteredChanged, this, &Residents::follow);
    connect(&operations.twin(), &Twin::cityChanged, this, &Residents::follow);
    connect(&operations.twin(), &Twin::interiorChanged, this, &Residents::follow);
    // Whoever comes next sees nothing that was shown to the one before.
    connect(&operations.access(), &Access::personChanged, this, &Residents::judge);
    connect(&operations.twin(), &Twin::languageChanged, this, [this] {
        if (!m_people.empty())
            Q_EMIT dataChanged(index(0), index(count() - 1));
        Q_EMIT changed();
    });
}

Residents::~Residents()
{
    ++m_serial;
}

void Residents::setRegisters(Registers registers)
{
    m_registers = std::move(registers);
    m_place = {};
    follow();
    Q_EMIT changed();
}

void Residents::conceal(const QString &by, bool on, Words why)
{
    const auto found =
        std::find_if(m_concealers.begin(), m_concealers.end(), [&](const auto &each) { return each.first == by; });
    if (on == (found != m_concealers.end()))
        return;
    if (on)
        m_concealers.emplace_back(by, std::move(why));
    else
        m_concealers.erase(found);
    judge();
}

/// The card's rule: what is selected, else what is entered.
void Residents::follow()
{
    const domain::ObjectRef object = m_selection.current().isNull() ? m_selection.entered() : m_selection.current();
    const bool hasPeople = object.kind == ObjectKind::Unit || object.kind == ObjectKind::Building;
    const domain::ObjectRef place = hasPeople && isAvailable() ? object : domain::ObjectRef();
    if (place == m_place)
        return;
    m_place = place;
    const domain::Unit *unit = place.kind == ObjectKind::Unit ? unitOf(m_operations.twin(), place.id) : nullptr;
    m_building = unit ? unit->building : place.id;
    judge();
}

/// Anew from what may be seen now: whatever was shown is gone.
void Residents::judge()
{
    forget(m_place.isNull() ? State::None : bar().isEmpty() ? State::None : State::Barred);
    if (m_state == State::None && m_place.kind == ObjectKind::Unit)
        read(false);
}

void Residents::forget(State state)
{
    ++m_serial;
    m_second.stop();
    m_failure.clear();
    take({}, state);
}

QString Residents::bar() const
{
    return !m_concealers.empty() ? said(m_concealers.front().second) : m_operations.access().whyNotReveal();
}

void Residents::take(std::vector<Person> people, State state)
{
    beginResetModel();
    // What was shown is not left lying in freed memory where that is ours to say.
    for (Person &person : m_people) {
        for (QString *word : {&person.name, &person.identity, &person.telephone})
            word->fill(u' ');
    }
    m_people = std::move(people);
    m_state = state;
    endResetModel();
    Q_EMIT changed();
    Q_EMIT secondsChanged();
}

void Residents::look()
{
    if (m_place.isNull() || (m_state != State::None && m_state != State::Refused && m_state != State::Failed))
        return;
    if (bar().isEmpty())
        read(false);
}

void Residents::read(bool whole)
{
    const quint64 serial = ++m_serial;
    if (!whole)
        take({}, State::Reading);
    const QString unit = m_place.kind == ObjectKind::Unit ? domain::partOfInsideId(m_place.id) : QString();
    using Answer = base::Result<std::vector<Person>>;
    const auto ask = [registers = m_registers, building = m_building, unit, whole]() -> Answer {
        std::vector<Person> all;
        for (const auto &each : registers) {
            auto people = each->peopleOf(building, unit, MostPeople - int(all.size()));
            if (!people)
                return tl::unexpected(people.error());
            for (Person &person : *people)
                all.push_back(whole ? std::move(person) : domain::masked(person));
        }
        return all;
    };
    onAnswer(QtConcurrent::run(ask), this, [this, serial, whole](const Answer &answer) {
        if (serial != m_serial)
            return;
        if (!answer) {
            const bool isRefused = answer.error().code == QLatin1String("people-refused");
            forget(isRefused ? State::Refused : State::Failed);
            m_failure =
                answer.error().hint.isEmpty()
                    ? answer.error().message
                    : tr("%1 (%2)", "what is wrong, what to do").arg(answer.error().message, answer.error().hint);
            Q_EMIT changed();
            return;
        }
        if (whole) {
            m_until = QDeadlineTimer(std::chrono::seconds(m_shownFor));
            m_second.start();
        }
        take(*answer, whole ? State::Shown : State::Masked);
    });
}

void Residents::reveal(const QString &why)
{
    const auto refuse = [this](const QString &text) { Q_EMIT m_operations.refused(text); };
    if (m_place.isNull() || m_state == State::Shown || m_state == State::Saving)
        return;
    if (const QString barred = bar(); !barred.isEmpty())
        return refuse(barred);
    if (!mayReveal())
        return;
    if (why.trimmed().isEmpty())
        return refuse(tr("Say what you need it for: each look at residents is written down"));
    Keeper &keeper = m_operations.keeper();
    const auto &city = m_operations.twin().city();
    // An exercise's journal is gone with the program: good enough for people who are made up, for nobody else.
    if (keeper.isExercise() && !(city && city->simulated))
        return refuse(tr("An exercise keeps no journal: residents can be looked at once the district's store is open"));
    domain::Entry entry;
    entry.subject = domain::Subject::Look;
    // Looks do not follow one another: each is a subject of its own.
    entry.id =
        QStringLiteral("%1@%2").arg(domain::refText(m_place), QUuid::createUuid().toString(QUuid::WithoutBraces));
    entry.verb = QStringLiteral("residents");
    entry.time = m_operations.twin().now();
    entry.who = m_operations.who();
    entry.seat = m_operations.seat();
    entry.why = why.trimmed();
    const quint64 serial = ++m_serial;
    m_state = State::Saving;
    Q_EMIT changed();
    onAnswer(keeper.store().append({entry}), this,
             [this, serial, refuse](const base::Result<std::vector<domain::Entry>> &saved) {
                 if (!saved)
                     refuse(
                         tr("Nothing is shown, as the look could not be written down: %1").arg(saved.error().message));
                 if (serial != m_serial)
                     return;
                 if (saved) {
                     read(true);
                     return;
                 }
                 m_state = State::Masked;
                 Q_EMIT changed();
             });
}

void Residents::hide()
{
    if (m_state == State::Shown || m_state == State::Saving) {
        forget(State::None);
        look();
    }
}

void Residents::tick()
{
    if (m_state == State::Shown && m_until.hasExpired())
        hide();
    else
        Q_EMIT secondsChanged();
}

int Residents::secondsLeft() const
{
    constexpr qint64 SecondMs = 1000;
    return m_state == State::Shown ? int((m_until.remainingTime() + SecondMs - 1) / SecondMs) : 0;
}

// Words

QString Residents::kind() const
{
    return domain::kindName(m_place.kind);
}

QString Residents::title() const
{
    return m_place.isNull() ? QString() : nameOf(m_operations.twin(), m_place);
}

int Residents::known() const
{
    const auto &city = m_operations.twin().city();
    if (!city)
        return 0;
    if (m_place.kind == ObjectKind::Unit) {
        const domain::Unit *unit = unitOf(m_operations.twin(), m_place.id);
        return unit ? unit->occupants : 0;
    }
    const domain::Building *building = city->building(m_place.id);
    if (!building)
        return 0;
    const std::vector<const domain::Unit *> units = city->unitsOf(building->id);
    int people = units.empty() ? building->residents : 0;
    for (const domain::Unit *unit : units)
        people += unit->occupants;
    return people;
}

QString Residents::state() const
{
    switch (m_state) {
    case State::None:
        return {};
    case State::Barred:
        return QStringLiteral("barred");
    case State::Reading:
        return QStringLiteral("reading");
    case State::Masked:
        return QStringLiteral("masked");
    case State::Saving:
        return QStringLiteral("saving");
    case State::Shown:
        return QStringLiteral("shown");
    case State::Refused:
        return QStringLiteral("refused");
    case State::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

QString Residents::text() const
{
    switch (m_state) {
    case State::Barred:
        return bar();
    case State::Refused:
    case State::Failed:
        return m_failure;
    case State::Reading:
        return tr("Asking the register");
    case State::Saving:
        return tr("Writing the look down");
    case State::Masked:
        if (m_people.empty())
            return tr("The register has nobody here");
        return count() >= MostPeople ? tr("The first %1; look at the units one by one").arg(MostPeople) : QString();
    default:
        return {};
    }
}

// The list

QVariant Residents::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const Person &person = m_people[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return person.name;
    case IdentityRole:
        return person.identity;
    case TelephoneRole:
        return person.telephone;
    case KindRole:
        return wordOf(person.kind);
    case BornRole:
        return person.birthYear > 0 ? QString::number(person.birthYear) : QString();
    case CareRole: {
        QStringList words;
        for (const QString &word : person.care)
            words.append(wordOf(word));
        return words.join(QStringLiteral(" · "));
    }
    case UnitNameRole:
        return nameOf(m_operations.twin(), {ObjectKind::Unit, person.unit});
    default:
        return {};
    }
}

QHash<int, QByteArray> Residents::roleNames() const
{
    return {{NameRole, "name"}, {IdentityRole, "identity"}, {TelephoneRole, "telephone"}, {KindRole, "kind"},
            {BornRole, "born"}, {CareRole, "care"},         {UnitNameRole, "unitName"}};
}

}
