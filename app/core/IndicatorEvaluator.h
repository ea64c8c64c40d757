#pragma once

#include "core/Past.h"
#include "domain/City.h"
#include "live/TwinState.h"

#include <QTimeZone>

#include <optional>

namespace app
{

/// Answers the queries of indicators (docs/indicators.md) for the whole city or for one area of it. Reads only; for the
/// thread of the state.
class IndicatorEvaluator
{
public:
    /// `state` may be null: what asks for it is then unanswered. `scope`: null for everything. `now`: ms UTC; "today"
    /// is the district's local day that it falls in.
    IndicatorEvaluator(const domain::City &city, const live::TwinState *state, qint64 now,
                       const domain::ObjectRef &scope = {});
    /// As it stood then; the places are those of now.
    IndicatorEvaluator(const domain::City &city, const PastMoment &then, const domain::ObjectRef &scope = {});
    /// One evaluator asked of many areas finds out only once where everything stands.
    void setScope(const domain::ObjectRef &scope);

    /// Nothing where the query cannot be read, the data do not hold it, or a ratio's lower part is 0.
    std::optional<double> value(const QString &query) const;
    /// Whether the query can be read at all.
    static bool isReadable(const QString &query);
    /// Whether the answer may change while the city stays the same.
    static bool isLive(const QString &query);
    /// Whether it asks how devices are, not only which there are.
    static bool asksStatus(const QString &query);
    /// Whether what it yields for the parts of a place adds up to what it yields for the whole: not so of ratios.
    static bool addsUp(const QString &query);
    /// The lowest level of areas that it says something of: communities are not counted in grids. Grid for most.
    static domain::ObjectKind lowestLevel(const QString &query);

private:
    /// One field with the words that it may have, or may not.
    struct Filter {
        QString field;
        QStringList words;
        bool isNot = false;
    };
    struct Term {
        QString verb, kind, field;
        std::vector<Filter> filters;
    };
    static std::optional<Term> parse(const QString &text);
    std::optional<double> term(const QString &text) const;
    std::optional<double> areas(const Term &term) const;
    std::optional<double> quarters(const Term &term) const;
    std::optional<double> buildings(const Term &term) const;
    std::optional<double> units(const Term &term) const;
    std::optional<double> features(const Term &term, domain::LayerKind kind) const;
    std::optional<double> things(const Term &term) const;
    std::optional<double> events(const Term &term) const;

    const domain::Counts &counts() const;
    bool nodeInScope(qint32 node) const;
    domain::ThingStatus statusOf(const QString &thing) const;
    const std::vector<const domain::Event *> &allEvents() const;
    /// The area (node) that each of a layer's objects stands in, found out when first asked for.
    enum class Of : quint8 { Quarters, Features, Things };
    const std::vector<qint32> &nodesOf(const domain::Layer &layer, Of what) const;

    const domain::City &m_city;
    const live::TwinState *m_state = nullptr;
    const PastMoment *m_then = nullptr;
    qint64 m_now;
    bool m_everything = true;
    qint32 m_node = -1;
    mutable std::optional<std::vector<const domain::Event *>> m_events;
    mutable std::vector<qint32> m_eventNodes; ///< of m_events; empty: not found out yet
    mutable QHash<std::pair<const domain::Layer *, int>, std::vector<qint32>> m_nodes;
};

/// Midnight before `now` in a district's local time, ms UTC.
qint64 startOfDay(qint64 now, const QTimeZone &zone);

}
