// The foot of the attribute table: what is shown, or of that what is marked, summed.
#include "core/Text.h"
#include "tables/FeatureTablePass.h"

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;

/// An area within another one of those that are summed: its people are counted there already. Quarters cross the grids.
bool FeatureTable::isNested(const FeatureRow &row, const std::vector<bool> &shownAreas) const
{
    if (!isArea(row.kind))
        return false;
    if (row.kind == ObjectKind::Quarter || row.area < 0)
        return std::find(shownAreas.begin(), shownAreas.end(), true) != shownAreas.end();
    const auto &nodes = m_city->places.nodes();
    for (qint32 node = nodes[size_t(row.area)].parent; node >= 0; node = nodes[size_t(node)].parent) {
        if (shownAreas[size_t(node)])
            return true;
    }
    return false;
}

void FeatureTable::refreshFoot(bool onlyLive)
{
    if (onlyLive && m_footPass && m_footPass->isDone()) {
        m_footPass->next = 0;
        m_footPass->onlyLive = true;
        for (size_t i = 0; i < m_visible.size(); ++i) {
            if (m_columns[size_t(m_visible[i])].live)
                m_footPass->sums[i] = {};
        }
    } else {
        m_footPass = std::make_unique<FootPass>();
        FootPass &pass = *m_footPass;
        if (m_marked.size() > 1)
            pass.rows.assign(m_marked.begin(), m_marked.end());
        else
            pass.rows = m_shown;
        if (m_city && !pass.rows.empty() && isArea(m_rows[size_t(pass.rows.front())].kind)) {
            std::vector<bool> areas(m_city->places.nodes().size());
            for (const int row : pass.rows) {
                if (m_rows[size_t(row)].area >= 0)
                    areas[size_t(m_rows[size_t(row)].area)] = true;
            }
            std::erase_if(pass.rows, [&](int row) { return isNested(m_rows[size_t(row)], areas); });
        }
        pass.sums.resize(m_visible.size());
    }
    if (!m_isWorking && !m_slice.isActive())
        goOn();
}

bool FeatureTable::goOnSumming(const QDeadlineTimer &until)
{
    constexpr size_t AtOnce = 128;
    FootPass &pass = *m_footPass;
    while (!pass.isDone()) {
        const size_t end = std::min(pass.rows.size(), pass.next + AtOnce);
        for (size_t i = 0; i < m_visible.size(); ++i) {
            const FeatureColumn &each = m_columns[size_t(m_visible[i])];
            if (each.foot == FeatureColumn::Foot::None || (pass.onlyLive && !each.live))
                continue;
            for (size_t row = pass.next; row < end; ++row) {
                const double value = each.value(m_rows[size_t(pass.rows[row])]).toDouble();
                if (std::isnan(value))
                    continue;
                pass.sums[i].sum += value;
                ++pass.sums[i].known;
            }
        }
        pass.next = end;
        if (until.hasExpired())
            break;
    }
    return pass.isDone();
}

void FeatureTable::showFoot()
{
    QVariantList foot;
    for (size_t i = 0; i < m_visible.size(); ++i) {
        const FeatureColumn &each = m_columns[size_t(m_visible[i])];
        const auto &[sum, known] = m_footPass->sums[i];
        QString text;
        if (known > 0 && each.foot == FeatureColumn::Foot::Mean)
            text = translate("app", "⌀ %1")
                       .arg(each.grouped ? numberText(sum / double(known), 1)
                                         : QString::number(std::round(sum / double(known))));
        else if (known > 0)
            text = numberText(sum, each.decimals);
        foot.append(QVariantMap{{QStringLiteral("text"), text},
                                {QStringLiteral("mean"), each.foot == FeatureColumn::Foot::Mean}});
    }
    if (foot == m_foot)
        return;
    m_foot = foot;
    Q_EMIT footChanged();
}

}
