#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "models/AlarmModel.h"

namespace app
{

// What the rows of alarms say.

using domain::AlarmState;

QVariant AlarmModel::foldData(const Row &row, int role) const
{
    switch (role) {
    case TitleRole:
    case Qt::DisplayRole:
        return row.kind == Kind::Shelved ? tr("Shelved: %1").arg(row.members.size())
                                         : tr("Suppressed, as another explains them: %1").arg(row.members.size());
    case VisualRole:
        return QStringLiteral("stale");
    case ShapeRole:
        return shapeOf(QStringLiteral("stale"));
    case RunningRole:
    case DetailRole:
        return QString();
    default:
        return {};
    }
}

QVariant AlarmModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case RowKindRole:
        return nameOf(row.kind);
    case IdRole:
        return row.id;
    case FoldedRole:
        return row.folded;
    case DepthRole:
        return row.depth;
    case MembersRole:
        return row.members.size();
    default:
        break;
    }
    if (row.kind == Kind::Shelved || row.kind == Kind::Suppressed)
        return foldData(row, role);
    // A replay that jumped has other alarms, for a moment before the rows are made anew.
    const domain::Alarm *alarm = alarmOf(row);
    if (!alarm)
        return QString();
    const qint64 now = m_twin->now();
    const AlarmState state = domain::alarmState(*alarm, now);
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return row.kind == Kind::Incident
                   ? tr("%1 · %2 alarms", "the worst, how many").arg(alarmText(*m_twin, *alarm)).arg(row.members.size())
                   : alarmText(*m_twin, *alarm);
    case DetailRole:
        return placeText(*m_twin, *alarm);
    case StateRole:
        return domain::alarmStateName(state);
    case StateNameRole:
        if (state == AlarmState::Shelved)
            return tr("shelved until %1").arg(timeText(alarm->shelvedUntil, zoneOf(m_twin->city().get())));
        return label(state);
    case SeverityRole:
        return domain::severityName(alarm->severity);
    case VisualRole:
        return visualState(*alarm, now);
    case ShapeRole:
        // What is over but was not seen keeps its colour, in a dashed outline.
        return shapeOf(state == AlarmState::ClearedUnacknowledged ? QStringLiteral("stale") : visualState(*alarm, now));
    case CallingRole:
        return domain::isCalling(*alarm, now);
    case RunningRole:
        // That it is over its state says.
        return alarm->active ? runningText(now - alarm->raised) : ageText(now - alarm->cleared);
    case TimesRole:
        return alarm->count;
    case PresenceRole:
        return alarm->why.presence;
    case SubjectKindRole:
        return domain::kindName(alarm->subject.kind);
    case SubjectIdRole:
        return alarm->subject.id;
    case EventRole:
        return alarm->event;
    default:
        return {};
    }
}

QHash<int, QByteArray> AlarmModel::roleNames() const
{
    return {{RowKindRole, "rowKind"},     {IdRole, "id"},
            {TitleRole, "title"},         {DetailRole, "detail"},
            {StateRole, "state"},         {StateNameRole, "stateName"},
            {SeverityRole, "severity"},   {VisualRole, "visual"},
            {ShapeRole, "shape"},         {CallingRole, "calling"},
            {RunningRole, "running"},     {TimesRole, "times"},
            {PresenceRole, "presence"},   {SubjectKindRole, "subjectKind"},
            {SubjectIdRole, "subjectId"}, {EventRole, "event"},
            {FoldedRole, "folded"},       {DepthRole, "depth"},
            {MembersRole, "members"}};
}

}
