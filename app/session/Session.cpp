#include "session/Session.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "core/Words.h"
#include "loading/CityLoader.h"
#include "loading/ContentKey.h"
#include "scene/camera/ScaleBar.h"
#include "session/ViewLink.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QQuickWindow>
#include <QStandardPaths>
#include <QThreadPool>

#include <algorithm>
#include <cmath>
#include <QtConcurrent>

#include <utility>

namespace app
{

static Session *s_current = nullptr;

Session::Session(const QString &profile, QObject *parent)
    : QObject(parent), m_settings(profile), m_selection(m_twin), m_inside(m_twin, m_selection),
      m_card(m_twin, m_selection), m_inspection(m_twin, m_selection, m_inside, &m_settings), m_keeper(m_twin),
      m_operations(m_twin, m_selection, m_keeper), m_residents(m_operations, m_selection), m_notifier(m_twin, m_keeper), m_rules(m_operations),
      m_storeTools(m_operations), m_loader(std::make_unique<loading::CityLoader>()), m_theme(m_settings.theme()),
      m_quality(m_settings.quality()), m_layout(m_settings.layout()), m_colouring(m_settings.colouring()),
      m_textScale(m_settings.textScale()), m_screenScale(m_settings.screenScale()), m_reducedMotion(m_settings.reducedMotion()),
      m_soundMuted(m_settings.soundMuted()), m_tileMemory(m_settings.tileMemory())
{
    if (!s_current)
        s_current = this;
    m_inspection.setLook(m_theme != QLatin1String("plan"), !m_reducedMotion);
    m_localisation.setLanguage(m_settings.language());
    m_twin.setLanguage(m_localisation.language());
    connect(&m_localisation, &Localisation::languageChanged, this, [this] {
        m_twin.setLanguage(m_localisation.language());
        Q_EMIT languageChanged();
        Q_EMIT titleChanged();
        Q_EMIT colouringsChanged();
        Q_EMIT savedViewsChanged();
        updateViewReadings();
    });

    connect(m_loader.get(), &loading::CityLoader::progress, this, [this](const QString &stage, double fraction) {
        m_loadStage = stage;
        m_loadFraction = fraction;
        Q_EMIT progressChanged();
    });
    connect(m_loader.get(), &loading::CityLoader::city, this, &Session::onCity);
    connect(m_loader.get(), &loading::CityLoader::finished, this, &Session::onLoaded);
    connect(m_loader.get(), &loading::CityLoader::failed, this, [this](const base::Error &error) {
        if (error.code != QLatin1String("cancelled"))
            addError(errorLine(error));
        endLoading();
    });

    connect(&m_hub, &feeds::FeedHub::batch, this, [this](const feeds::FeedBatch &batch) {
        m_replayArrived = m_replayArrived || batch.reset;
        takeBatch(batch);
        if (!batch.reset)
            return;
        Q_EMIT replayChanged();
        // A still picture is of the moment at which the replay begins. Only
        // once all feeds have said their part.
        if (m_still)
            QTimer::singleShot(0, this, [this] { m_hub.setPaused(true); });
    });
    connect(&m_hub, &feeds::FeedHub::warning, &m_twin, &Twin::addWarning);
    connect(&m_hub, &feeds::FeedHub::statusChanged, this, &Session::replayChanged);
    connect(&m_twin, &Twin::ticked, this, &Session::timeChanged);
    connect(&m_twin.layers(), &LayerState::visibleChanged, this, &Session::keepLayers);
    connect(&m_twin.layers(), &LayerState::opacityChanged, this, &Session::keepLayers);
    connect(&m_twin.layers(), &LayerState::orderChanged, this, &Session::keepLayers);
    m_inside.setPaint(m_settings.roomPaint());
    connect(&m_inside, &Inside::legendChanged, this, [this] {
        if (m_keep)
            m_settings.setRoomPaint(m_inside.paint());
    });
    connect(&m_inside, &Inside::failed, this, &Session::tell);
    connect(&m_inspection, &Inspection::notice, this, &Session::tell);
    wireOperations();
    connect(&m_selection, &Selection::awaitedMissing, this,
            [this](const QString &id) { tell(tr("%1 is not in this building").arg(domain::partOfInsideId(id))); });
    connect(&m_card, &Card::wanted, &m_inside, &Inside::perform);
    connect(&m_card, &Card::copied, this, [this](const QString &text) { tell(tr("Copied: %1").arg(text)); });

    constexpr int SecondMs = 1000;
    m_second.setInterval(SecondMs);
    m_second.setTimerType(Qt::CoarseTimer);
    connect(&m_second, &QTimer::timeout, &m_twin, &Twin::tick);
    m_second.start();
}

Session::~Session()
{
    m_hub.stop();
    m_keeper.close();
    m_loader.reset();
    m_link.reset();
    if (s_current == this)
        s_current = nullptr;
}

Session *Session::current()
{
    return s_current;
}

QString Session::title() const
{
    const auto &city = m_twin.city();
    if (city && !city->name.isEmpty())
        return city->name.in(language());
    return m_paths.isEmpty() ? QString() : QFileInfo(m_paths.first()).completeBaseName();
}

bool Session::simulated() const
{
    return m_twin.city() && m_twin.city()->simulated;
}

bool Session::isComplete() const
{
    return m_twin.city() && m_twin.city()->complete;
}

QStringList Session::errors() const
{
    QStringList lines = m_ownErrors;
    if (m_twin.city()) {
        for (const base::Error &error : m_twin.city()->errors)
            lines.append(errorLine(error));
    }
    return lines;
}

void Session::addError(const QString &text)
{
    if (m_ownErrors.contains(text))
        return;
    m_ownErrors.append(text);
    Q_EMIT errorsChanged();
}

// Looks

void Session::setLanguage(const QString &language)
{
    m_localisation.setLanguage(language);
    if (m_keep)
        m_settings.setLanguage(m_localisation.language());
}

void Session::setTheme(const QString &theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    m_inspection.setLook(m_theme != QLatin1String("plan"), !m_reducedMotion);
    if (m_keep)
        m_settings.setTheme(theme);
    Q_EMIT themeChanged();
}

void Session::setQuality(const QString &quality)
{
    if (quality == m_quality)
        return;
    m_quality = quality;
    if (m_keep)
        m_settings.setQuality(quality);
    Q_EMIT qualityChanged();
}

void Session::setLayout(const QString &layout)
{
    if (layout == m_layout)
        return;
    m_layout = layout;
    if (m_keep)
        m_settings.setLayout(layout);
    Q_EMIT layoutChanged();
}

void Session::setTextScale(double scale)
{
    if (scale == m_textScale)
        return;
    m_textScale = scale;
    if (m_keep)
        m_settings.setTextScale(scale);
    Q_EMIT textScaleChanged();
}

void Session::setScreenScale(double scale)
{
    if (scale == m_screenScale)
        return;
    m_screenScale = scale;
    if (m_keep)
        m_settings.setScreenScale(scale);
    Q_EMIT screenScaleChanged();
}

void Session::forgetChoices()
{
    m_keep = false;
    m_desk.forget();
}

/// What a briefing shows is its slides', not the user's choice.
void Session::keepLayers()
{
    if (m_keep && !m_paths.isEmpty() && m_layout != QLatin1String("briefing"))
        m_settings.setLayers(projectKey(), m_twin.layers().toJson());
}

void Session::setReducedMotion(bool reduced)
{
    if (reduced == m_reducedMotion)
        return;
    m_reducedMotion = reduced;
    m_inspection.setLook(m_theme != QLatin1String("plan"), !m_reducedMotion);
    if (m_keep)
        m_settings.setReducedMotion(reduced);
    Q_EMIT reducedMotionChanged();
}

void Session::setMapKey(const QString &key)
{
    if (key.trimmed() == mapKey())
        return;
    m_settings.setMapKey(key);
    Q_EMIT mapKeyChanged();
}

void Session::setTileMemory(int mebibytes)
{
    if (mebibytes == m_tileMemory)
        return;
    m_tileMemory = mebibytes;
    if (m_keep)
        m_settings.setTileMemory(mebibytes);
    Q_EMIT tileMemoryChanged();
}

void Session::setSoundMuted(bool muted)
{
    if (muted == m_soundMuted)
        return;
    m_soundMuted = muted;
    if (m_keep)
        m_settings.setSoundMuted(muted);
    Q_EMIT soundMutedChanged();
}

void Session::setStill(bool still)
{
    m_still = still;
    setPictured(still);
    setReducedMotion(still);
    setSoundMuted(still);
}

void Session::setColouring(const QString &colouring)
{
    if (colouring == m_colouring)
        return;
    m_colouring = colouring;
    if (m_keep)
        m_settings.setColouring(colouring);
    Q_EMIT colouringChanged();
}

/// What of a building a column of some source was taken for; the column's own name where it was taken for nothing.
static QString fieldOf(const domain::City *city, const QString &column)
{
    for (const auto &layer : city ? city->layers : decltype(city->layers)()) {
        for (const auto &[field, name] : layer->info.matched) {
            if (name == column && !layer->buildings.empty())
                return field;
        }
    }
    return column;
}

QVariantList Session::colourings() const
{
    const auto entry = [](const QString &id, const QString &text) {
        return QVariantMap{{QStringLiteral("id"), id}, {QStringLiteral("label"), text}};
    };
    QVariantList list{entry(QStringLiteral("plain"), tr("Plain")),     entry(QStringLiteral("use"), tr("Use")),
                      entry(QStringLiteral("height"), tr("Height")),   entry(QStringLiteral("year"), tr("Year built")),
                      entry(QStringLiteral("storeys"), tr("Storeys")), entry(QStringLiteral("grid"), tr("Grid"))};
    if (const scene::CityView *shown = view()) {
        static const QStringList above{QStringLiteral("use"), QStringLiteral("height"), QStringLiteral("year"),
                                       QStringLiteral("storeys"), QStringLiteral("grid")};
        for (const QString &attribute : shown->colourAttributes()) {
            const QString field = fieldOf(m_twin.city().get(), attribute);
            if (!above.contains(field))
                list.append(entry(QStringLiteral("attribute:%1").arg(attribute), fieldLabel(field)));
        }
    }
    return list;
}

// Opening

void Session::open(const QList<QUrl> &urls)
{
    QStringList paths;
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
        else
            addError(tr("%1: only files on this machine can be opened here").arg(url.toDisplayString()));
    }
    if (!paths.isEmpty())
        openPaths(paths);
}

void Session::openPaths(const QStringList &paths)
{
    m_hub.stop();
    m_notifier.setTargets({});
    m_residents.setRegisters({});
    m_keeper.close();
    m_twin.setClock(nullptr);
    m_selection.clear();
    m_ownErrors.clear();
    m_paths = paths;
    m_heldCity.reset();
    m_heldDistrict.reset();
    m_twin.setCity(nullptr);
    m_twin.layers().fromJson(m_settings.layers(projectKey()));
    m_ownViews = m_settings.views(projectKey());
    m_inspection.setProject(projectKey());
    m_loading = true;
    m_loadStage = tr("Looking at the files");
    m_loadFraction = -1;
    Q_EMIT errorsChanged();
    Q_EMIT cityChanged();
    Q_EMIT titleChanged();
    Q_EMIT loadingChanged();
    Q_EMIT progressChanged();
    Q_EMIT replayChanged();
    Q_EMIT savedViewsChanged();
    const loading::LoadOptions options{m_settings.cacheFolder(), m_settings.mapKey()};
    m_loader->open(paths, options);
    m_expected.clear();
    m_expecting = {};
    if (tileCacheBytes() == 0)
        return;
    m_expecting = QtConcurrent::run([paths, options] { return loading::contentKey(paths, options); });
    m_expecting.then(this, [this, paths](const QByteArray &key) {
        if (m_paths != paths || key.isEmpty() || key == m_expected)
            return;
        m_expected = key;
        Q_EMIT cityExpected(key);
    });
}

const QByteArray &Session::expectedCity()
{
    if (m_expected.isEmpty() && m_expecting.isFinished() && m_expecting.resultCount() > 0)
        m_expected = m_expecting.result();
    return m_expected;
}

qint64 Session::tileCacheBytes() const
{
    return m_cached ? qint64(m_settings.tileCacheMiB()) << 20 : 0;
}

QString Session::tileCacheFolder() const
{
    return loading::cachesIn(m_settings.cacheFolder()) + QStringLiteral("/tiles");
}

void Session::cancelLoading()
{
    if (!m_loading)
        return;
    m_loader->cancel();
    tell(tr("Loading was cancelled: what had arrived stays on screen"));
    endLoading();
}

void Session::holdCity()
{
    m_held = true;
}

void Session::showCity()
{
    if (!std::exchange(m_held, false))
        return;
    if (const auto district = std::exchange(m_heldDistrict, nullptr))
        onLoaded(*district);
    else if (const auto city = std::exchange(m_heldCity, nullptr))
        onCity(city);
    m_heldCity.reset();
}

void Session::onCity(std::shared_ptr<const domain::City> city)
{
    if (m_held) {
        m_heldCity = std::move(city);
        if (m_link)
            m_link->show(m_heldCity);
        return;
    }
    m_twin.setCity(std::move(city));
    Q_EMIT cityChanged();
    Q_EMIT titleChanged();
    Q_EMIT errorsChanged();
}

void Session::onLoaded(const loading::District &district)
{
    if (m_held) {
        m_heldDistrict = std::make_shared<loading::District>(district);
        if (m_link)
            m_link->show(district.city);
        return;
    }
    if (m_twin.city() != district.city)
        onCity(district.city);
    m_feeds = district.feeds;
    for (feeds::FeedConfig &feed : m_feeds) {
        if (m_replayStart && feed.type == QLatin1String("replay"))
            feed.start = QDateTime::fromMSecsSinceEpoch(*m_replayStart, Qt::UTC).toString(Qt::ISODateWithMs);
    }
    // The sample is made anew with every version: what is changed in it is kept
    // beside it.
    m_rules.open(district.projectPath, m_settings.rulesFile(projectKey()), m_paths.isEmpty());
    m_notify = district.notify;
    m_residents.setRegisters(district.people);
    openStore(district);
}

void Session::endLoading()
{
    if (!m_loading)
        return;
    m_loading = false;
    Q_EMIT loadingChanged();
    Q_EMIT loaded();
}

// The view

void Session::attachView(scene::CityView *view)
{
    m_link = view ? std::make_unique<ViewLink>(*this, *view) : nullptr;
    m_inside.attachView(view);
    m_inspection.attachView(view);
    Q_EMIT viewAttached();
    Q_EMIT colouringsChanged();
    Q_EMIT rendererChanged();
}

scene::CityView *Session::view() const
{
    return m_link ? m_link->view() : nullptr;
}

void Session::home()
{
    if (scene::CityView *shown = view())
        shown->home(!m_reducedMotion);
}

void Session::northUp()
{
    if (scene::CityView *shown = view())
        shown->northUp();
}

void Session::topView()
{
    if (scene::CityView *shown = view())
        shown->topView();
}

static constexpr double ZoomStep = 1.4;

void Session::zoomIn()
{
    if (scene::CityView *shown = view())
        shown->zoomBy(ZoomStep);
}

void Session::zoomOut()
{
    if (scene::CityView *shown = view())
        shown->zoomBy(1 / ZoomStep);
}

void Session::screenshot(const QString &path)
{
    const scene::CityView *shown = view();
    if (!shown || !shown->window())
        return;
    QString file = path;
    if (file.isEmpty()) {
        const QString name = QStringLiteral("yunjie-%1.png")
                                 .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")));
        file = QDir(QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)).filePath(name);
    }
    setPictured(true);
    const QImage picture = shown->window()->grabWindow();
    setPictured(m_still);
    // Only the copy of the window is taken here; packing and writing it happens
    // elsewhere.
    QThreadPool::globalInstance()->start(
        [self = QPointer<Session>(this), picture, file] {
            QDir().mkpath(QFileInfo(file).absolutePath());
            const bool written = !picture.isNull() && picture.save(file);
            QMetaObject::invokeMethod(qApp, [self, written, file] {
                if (self)
                    self->tell(written ? tr("Picture saved: %1").arg(file)
                                       : tr("%1 could not be written: check the folder").arg(file));
            });
        });
}

double Session::heading() const
{
    const scene::CityView *shown = view();
    return shown ? shown->viewState().heading : 0;
}

QString Session::rendererText() const
{
    const scene::CityView *shown = view();
    return shown ? shown->stats().renderer : QString();
}

void Session::updateViewReadings()
{
    const scene::CityView *shown = view();
    if (!shown || shown->width() <= 0)
        return;
    const scene::ScaleBar bar = scene::scaleBar(shown->viewState());
    m_scalePixels = bar.pixels;
    m_scaleText = bar.label();
    Q_EMIT viewChanged();
}

void Session::showPosition(const geometry::Vec3 &scenePoint)
{
    const auto &city = m_twin.city();
    QString text;
    if (city && city->frame.crs().isValid() && !std::isnan(scenePoint.x)) {
        const geometry::Vec3 map = city->frame.toMap(scenePoint);
        const geometry::Vec3 degrees = city->frame.toLonLat(scenePoint);
        const QString longitude =
            (degrees.x < 0 ? tr("%1° W") : tr("%1° E")).arg(QString::number(std::abs(degrees.x), 'f', 5));
        const QString latitude =
            (degrees.y < 0 ? tr("%1° S") : tr("%1° N")).arg(QString::number(std::abs(degrees.y), 'f', 5));
        text = tr("%1  E %2  N %3 · %4  %5", "CRS, easting, northing, longitude, latitude")
                   .arg(city->frame.crs().code(), QString::number(map.x, 'f', 1), QString::number(map.y, 'f', 1),
                        longitude, latitude);
    }
    if (text == m_positionText)
        return;
    m_positionText = text;
    Q_EMIT positionChanged();
}

} // namespace app
