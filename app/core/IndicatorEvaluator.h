#pragma once

#include "domain/City.h"
#include "live/TwinState.h"

#include <optional>

namespace app
{

/// Answers the queries of indicators (docs/indicators.md) for the whole city or for one area of it. Reads only; for the
/// thread of the state.
class IndicatorEvaluator
{
public:
    /// `state` may be null: what it would answer is then nothing. `scope`: null for everything. `now`: ms UTC; "today" is
    /// the local day that it falls in.
    IndicatorEvaluator(const domain::City &city, const live::TwinState *state, qint64 now, const domain::ObjectRef &scope = {});

    /// Nothing where the query is not understood or the data do not hold it.
    std::optional<double> value(const QString &query) const;

private:
    std::optional<double> count(const QString &what, const QString &condition) const;
    std::optional<double> sum(const QString &what, const QString &field) const;
    std::optional<double> things(const QString &what) const;
    std::optional<double> events(const QString &what) const;
    const domain::Counts &counts() const;
    bool inScope(const domain::ObjectRef &area) const;
    bool holds(const domain::Event &event) const;

    const domain::City &m_city;
    const live::TwinState *m_state;
    qint64 m_now;
    domain::ObjectRef m_scope;
    qint32 m_node = -1;
};

/// Midnight before `now` in local time, ms UTC.
qint64 startOfDay(qint64 now);

}
