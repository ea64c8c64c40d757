// What the city looked like at the last start, until it is read; and what it looks like now, for the next.
#include "scene/CityViewState.h"

#include <utility>

namespace scene
{

bool CityView::isComplete() const
{
    return m_impl->isWhole();
}

void CityView::setCache(const QString &folder, qint64 mostBytes)
{
    m_impl->cache = DiskCache(folder, mostBytes);
}

void CityView::expectCity(const QByteArray &key)
{
    Impl &my = *m_impl;
    my.expected = key;
    my.sketchDue = true;
    my.sketchKnown = false;
    my.sketchTimer.stop();
    my.keeping = nullptr;
    my.scene->dropSketch();
    if (my.city && my.scene->city() != my.city)
        my.scene->setCity(my.city); // was kept back
    if (!key.isEmpty() && my.cache.isEnabled())
        my.lookForSketch();
}

QByteArray CityView::Impl::sketchKey() const
{
    // What of the settings is in what is kept.
    const Colouring &colouring = scene->colouring();
    return expected + QByteArray::number(int(theme)) + '/' + QByteArray::number(int(colouring.kind)) + '/' +
           colouring.attribute.toUtf8();
}

void CityView::Impl::lookForSketch()
{
    sketchPool.start([view = q, cache = cache, key = sketchKey(), of = expected] {
        const QByteArray bytes = cache.find(key);
        auto sketch =
            std::make_shared<std::optional<CitySketch>>(bytes.isEmpty() ? std::nullopt : CitySketch::fromBytes(bytes));
        if (!*sketch)
            return;
        QMetaObject::invokeMethod(view, [view, of, sketch] {
            Impl &my = *view->m_impl;
            if (my.expected != of)
                return;
            my.sketchKnown = true;
            if (my.city && my.city->complete)
                return;
            my.scene->showSketch(**sketch);
            if (!my.homeSet) {
                my.rig.setBounds((*sketch)->bounds);
                my.rig.home(false);
                my.homeSet = true;
            }
            my.schedule();
        });
    });
}

void CityView::Impl::tendSketch()
{
    if (!sketchDue || !city || !city->complete || !scene->isSettled())
        return;
    if (scene->hasSketch()) {
        scene->dropSketch();
        schedule();
    }
    if (!isWhole())
        return;
    sketchDue = false;
    constexpr int CalmMs = 2000;
    if (sketchKnown || expected.isEmpty() || !cache.isEnabled())
        return;
    // As it is seen first, wherever the camera goes meanwhile.
    keeping = [make = scene->sketcher(), cache = cache, key = sketchKey()] {
        const CitySketch sketch = make();
        QByteArray head;
        cache.store(key, sketch.toBytes(head));
    };
    sketchTimer.start(CalmMs);
}

void CityView::Impl::keepSketch()
{
    if (!isWhole() || !resting) {
        sketchTimer.start();
        return;
    }
    sketchKnown = true;
    sketchPool.start(std::exchange(keeping, nullptr));
}

}
