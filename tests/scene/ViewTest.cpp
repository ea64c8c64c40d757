#include "ViewTest.h"

#include <QTest>

#include <algorithm>

bool ViewTest::open(const QSize &size)
{
    m_window = std::make_unique<QQuickWindow>();
    m_window->resize(size);
    m_view = new scene::CityView(m_window->contentItem());
    m_view->setSize(size);
    m_view->setReducedMotion(true);
    m_view->setLabelsVisible(false);
    m_view->setQuality(scene::Quality::Low);
    connect(m_view, &scene::CityView::failed, this, [this](const QString &reason) { m_failures.append(reason); });
    m_window->show();
    return QTest::qWaitForWindowExposed(m_window.get());
}

bool ViewTest::settle()
{
    return QTest::qWaitFor([this] { return m_view->isSettled(); }, 20'000);
}

QImage ViewTest::picture()
{
    if (!settle())
        m_failures.append(QStringLiteral("not settled"));
    return m_window->grabWindow().convertToFormat(QImage::Format_RGB32);
}

QColor ViewTest::seenAt(const geometry::Vec3 &point)
{
    return picture().pixelColor(m_view->viewState().project(point).toPoint());
}

int difference(const QColor &a, const QColor &b)
{
    return std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue())});
}
