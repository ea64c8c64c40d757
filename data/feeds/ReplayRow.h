#pragma once

#include "base/Result.h"
#include "base/Warnings.h"
#include "feeds/Feed.h"
#include "feeds/Times.h"

#include <array>
#include <functional>
#include <string_view>

namespace feeds
{

/// Our fields of a replayed row, as `fields` in a project names them.
enum class Field : quint8 {
    Id,
    Type,
    Title,
    Description,
    State,
    Reported,
    Updated,
    Closed,
    Due,
    Latitude,
    Longitude,
    Address,
    Source,
    Class,
    Place,
    Media,
    Severity,
    Time,
    Datastream,
    Result,
    Thing,
    Status
};
inline constexpr size_t FieldCount = 22;

/// What the rows of a file are.
enum class RowKind : quint8 { Event, Observation, Status };

/// The values of one row; absent ones are empty.
using RowValues = std::array<std::string_view, FieldCount>;

/// Which column (or JSON key) each of our fields is in.
class FieldMap
{
public:
    /// Ties `config.fields` to the columns, and what it leaves out by usual names ("Unique Key", "open_dt", "编号"
    /// ...). "=TEXT" instead of a column is a constant. A column that is not there is a warning "field-missing". Error
    /// "fields-unknown" where the rows cannot be told to be events, observations or statuses.
    static base::Result<FieldMap> create(const FeedConfig &config, const QStringList &columns, const QString &source,
                                         base::Warnings &warnings);

    RowKind kind() const { return m_kind; }
    /// -1 where a field has no column.
    int column(Field field) const { return m_columns[size_t(field)]; }
    bool has(Field field) const { return column(field) >= 0 || !m_constants[size_t(field)].empty(); }
    /// `columns` are the row's fields by column.
    void values(const std::vector<std::string_view> &columns, RowValues &values) const
    {
        for (size_t i = 0; i < FieldCount; ++i)
            values[i] = m_columns[i] < 0                        ? std::string_view(m_constants[i])
                        : size_t(m_columns[i]) < columns.size() ? columns[size_t(m_columns[i])]
                                                                : std::string_view();
    }

private:
    RowKind m_kind = RowKind::Event;
    std::array<int, FieldCount> m_columns{};
    std::array<std::string, FieldCount> m_constants;
};

/// When a row says what: an event's row with a time of report and one of closing speaks twice.
enum class Step : quint8 { Whole, Reported, Current };
struct RowStep {
    Step step = Step::Whole;
    qint64 time = 0;
};

/// Whole event of a row as it stands at the end, and when it is to be said. Bad times and positions are reported
/// through `warn` (code, message); an error means that the row says nothing.
struct RowEvent {
    domain::Event event;
    std::vector<RowStep> steps;
    /// The event as it was at that step.
    domain::Event at(Step step) const;
};
using RowWarning = std::function<void(const QString &code, const QString &message)>;
base::Result<RowEvent> eventOf(const RowValues &values, Times &times, const RowWarning &warn);
/// The two steps of an event that is known only by its times and its present state (an Open311 listing).
void splitSteps(RowEvent &row);

base::Result<domain::Observation> observationOf(const RowValues &values, Times &times);
base::Result<domain::ThingStatusReport> statusOf(const RowValues &values, Times &times);

}
