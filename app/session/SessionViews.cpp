#include "scene/CityView.h"
#include "session/Session.h"

#include <algorithm>

namespace app
{

// Saved views: the project's, which stay as they are, and the user's own.

QVariantList Session::savedViews() const
{
    QVariantList list;
    const auto add = [&](const domain::SavedView &saved, bool own) {
        list.append(QVariantMap{{QStringLiteral("name"), saved.name.in(language())}, {QStringLiteral("own"), own}});
    };
    if (m_twin.city()) {
        for (const domain::SavedView &saved : m_twin.city()->views)
            add(saved, false);
    }
    for (const domain::SavedView &saved : m_ownViews)
        add(saved, true);
    return list;
}

void Session::showView(const domain::SavedView &saved, bool animate)
{
    if (scene::CityView *shown = view())
        shown->flyToGeographic(saved.longitude, saved.latitude, saved.height, saved.heading, saved.pitch,
                               animate && !m_reducedMotion);
}

void Session::goToView(int index)
{
    const size_t ofProject = m_twin.city() ? m_twin.city()->views.size() : 0;
    const size_t at = size_t(index);
    if (index < 0 || at >= ofProject + m_ownViews.size())
        return;
    showView(at < ofProject ? m_twin.city()->views[at] : m_ownViews[at - ofProject], true);
}

bool Session::goToView(const QString &nameOrNumbers, bool animate)
{
    const auto named = [&](const domain::SavedView &saved) {
        return saved.name.en == nameOrNumbers || saved.name.zh == nameOrNumbers;
    };
    std::vector<domain::SavedView> views = m_twin.city() ? m_twin.city()->views : std::vector<domain::SavedView>();
    views.insert(views.end(), m_ownViews.begin(), m_ownViews.end());
    const auto found = std::find_if(views.begin(), views.end(), named);
    if (found != views.end()) {
        showView(*found, animate);
        return true;
    }
    const QStringList parts = nameOrNumbers.split(u',');
    std::vector<double> numbers;
    for (const QString &part : parts) {
        bool ok = false;
        numbers.push_back(part.trimmed().toDouble(&ok));
        if (!ok)
            return false;
    }
    if (numbers.size() != 5)
        return false;
    showView({{}, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]}, animate);
    return true;
}

void Session::saveView(const QString &name)
{
    const scene::CityView *shown = view();
    const QString trimmed = name.trimmed();
    if (!shown || trimmed.isEmpty())
        return;
    domain::SavedView saved = shown->geographicPose();
    saved.name = {trimmed, trimmed};
    std::erase_if(m_ownViews, [&](const domain::SavedView &each) { return each.name.en == trimmed; });
    m_ownViews.push_back(saved);
    keepViews();
}

domain::SavedView *Session::ownView(int index)
{
    const int at = index - (m_twin.city() ? int(m_twin.city()->views.size()) : 0);
    return at >= 0 && at < int(m_ownViews.size()) ? &m_ownViews[size_t(at)] : nullptr;
}

void Session::renameView(int index, const QString &name)
{
    domain::SavedView *view = ownView(index);
    const QString trimmed = name.trimmed();
    if (!view || trimmed.isEmpty() || view->name.en == trimmed)
        return;
    const auto taken = [&](const domain::SavedView &each) { return each.name.en == trimmed; };
    if (std::any_of(m_ownViews.begin(), m_ownViews.end(), taken)) {
        tell(tr("There is a view of this name already: %1").arg(trimmed));
        return;
    }
    view->name = {trimmed, trimmed};
    keepViews();
}

void Session::removeView(int index)
{
    const domain::SavedView *view = ownView(index);
    if (!view)
        return;
    m_ownViews.erase(m_ownViews.begin() + (view - m_ownViews.data()));
    keepViews();
}

void Session::keepViews()
{
    m_settings.setViews(projectKey(), m_ownViews);
    Q_EMIT savedViewsChanged();
}

}
