#pragma once

#include "core/Card.h"
#include "core/DeskMemory.h"
#include "core/Localisation.h"
#include "core/Selection.h"
#include "core/Settings.h"
#include "core/Twin.h"
#include "feeds/FeedHub.h"
#include "inside/Inside.h"
#include "inspect/Inspection.h"
#include "operations/Historian.h"
#include "operations/Keeper.h"
#include "operations/Notifier.h"
#include "operations/Operations.h"
#include "operations/Residents.h"
#include "operations/RuleEditor.h"
#include "operations/StoreTools.h"
#include "session/AlarmSound.h"

#include <QObject>
#include <QPointer>
#include <QUrl>
#include <QVariantList>

#include <memory>
#include <optional>

namespace loading
{
class CityLoader;
struct District;
} // namespace loading
namespace scene
{
class CityView;
}

namespace app
{

class ViewLink;

/// The open project and how it is shown: what the interface binds to. Opens
/// through the loader, runs the feeds into the twin, and hands both to the
/// view. Main thread; reads no file and no network itself.
class Session : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString title READ title NOTIFY titleChanged)
    Q_PROPERTY(bool simulated READ simulated NOTIFY cityChanged)
    Q_PROPERTY(bool loading READ isLoading NOTIFY loadingChanged)
    Q_PROPERTY(QString loadStage READ loadStage NOTIFY progressChanged)
    Q_PROPERTY(double loadFraction READ loadFraction NOTIFY progressChanged)
    Q_PROPERTY(bool complete READ isComplete NOTIFY cityChanged)
    Q_PROPERTY(QStringList errors READ errors NOTIFY errorsChanged)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged)
    Q_PROPERTY(QString quality READ quality WRITE setQuality NOTIFY qualityChanged)
    Q_PROPERTY(QString layout READ layout WRITE setLayout NOTIFY layoutChanged)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY textScaleChanged)
    /// Of everything on the desk; 0: by the screen.
    Q_PROPERTY(double screenScale READ screenScale WRITE setScreenScale NOTIFY screenScaleChanged)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged)
    Q_PROPERTY(bool soundMuted READ soundMuted WRITE setSoundMuted NOTIFY soundMutedChanged)
    Q_PROPERTY(QString mapKey READ mapKey WRITE setMapKey NOTIFY mapKeyChanged)
    Q_PROPERTY(int tileMemory READ tileMemory WRITE setTileMemory NOTIFY tileMemoryChanged)
    Q_PROPERTY(QString colouring READ colouring WRITE setColouring NOTIFY colouringChanged)
    Q_PROPERTY(QVariantList colourings READ colourings NOTIFY colouringsChanged)
    Q_PROPERTY(bool replay READ isReplay NOTIFY replayChanged)
    Q_PROPERTY(bool paused READ isPaused NOTIFY replayChanged)
    Q_PROPERTY(double speed READ speed WRITE setSpeed NOTIFY replayChanged)
    Q_PROPERTY(double timeMs READ timeMs NOTIFY timeChanged)
    Q_PROPERTY(QString timeText READ timeText NOTIFY timeChanged)
    Q_PROPERTY(double replayStart READ replayStart NOTIFY replayChanged)
    Q_PROPERTY(double replayEnd READ replayEnd NOTIFY replayChanged)
    Q_PROPERTY(QString positionText READ positionText NOTIFY positionChanged)
    Q_PROPERTY(QString scaleText READ scaleText NOTIFY viewChanged)
    Q_PROPERTY(double scalePixels READ scalePixels NOTIFY viewChanged)
    Q_PROPERTY(double heading READ heading NOTIFY viewChanged)
    Q_PROPERTY(QString rendererText READ rendererText NOTIFY rendererChanged)
    Q_PROPERTY(QVariantList savedViews READ savedViews NOTIFY savedViewsChanged)

public:
    /// `profile`: settings go there; empty: the user's own folder.
    explicit Session(const QString &profile = {}, QObject *parent = nullptr);
    ~Session() override;
    /// The one that QML's types look at: the first one made and still there.
    static Session *current();

    Twin &twin() { return m_twin; }
    Settings &settings() { return m_settings; }
    /// Names what is open, for what is kept with it; empty: nothing is open.
    QString projectKey() const { return m_paths.join(QLatin1Char('\n')); }
    /// False for pictures and measurements: what is chosen is not for the user's next start.
    bool keepsChoices() const { return m_keep; }
    Selection &selection() { return m_selection; }
    Inside &inside() { return m_inside; }
    Card &card() { return m_card; }
    Inspection &inspection() { return m_inspection; }
    DeskMemory &desk() { return m_desk; }
    Localisation &localisation() { return m_localisation; }
    feeds::FeedHub &hub() { return m_hub; }
    Keeper &keeper() { return m_keeper; }
    Historian &historian() { return m_historian; }
    Operations &operations() { return m_operations; }
    /// Who sits here.
    Access &access() { return m_operations.access(); }
    Residents &residents() { return m_residents; }
    /// In this role for now: the command line, pictures. Under the name that is kept.
    void logInForNow(const QString &role);
    /// A picture of the window is about to be taken (true) or has been: nothing personal is in it.
    void setPictured(bool pictured);
    Notifier &notifier() { return m_notifier; }
    RuleEditor &rules() { return m_rules; }
    StoreTools &storeTools() { return m_storeTools; }

    QString title() const;
    bool simulated() const;
    bool isLoading() const { return m_loading; }
    const QString &loadStage() const { return m_loadStage; }
    double loadFraction() const { return m_loadFraction; } ///< 0 to 1, negative where unknown
    bool isComplete() const;
    QStringList errors() const;
    QString language() const { return m_localisation.language(); }
    void setLanguage(const QString &language);
    QString theme() const { return m_theme; }
    void setTheme(const QString &theme);
    QString quality() const { return m_quality; }
    void setQuality(const QString &quality);
    QString layout() const { return m_layout; }
    void setLayout(const QString &layout);
    double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    double screenScale() const { return m_screenScale; }
    void setScreenScale(double scale);
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);
    QString mapKey() const { return m_settings.mapKey(); } ///< of online maps (Tianditu); used from the next opening on
    void setMapKey(const QString &key);
    /// MiB that layers which come by what is looked at may take; 0: the usual.
    int tileMemory() const { return m_tileMemory; }
    void setTileMemory(int mebibytes);
    bool soundMuted() const { return m_soundMuted; }
    void setSoundMuted(bool muted);
    /// "plain", "use", "height", "year", "storeys", "grid", "attribute:NAME".
    QString colouring() const { return m_colouring; }
    void setColouring(const QString &colouring);
    QVariantList colourings() const; ///< {id, label}
    bool isReplay() const { return m_hub.isReplay(); }
    bool isPaused() const { return m_hub.isPaused(); }
    double speed() const { return m_hub.speed(); }
    double timeMs() const { return double(m_twin.now()); }
    QString timeText() const;
    double replayStart() const { return double(m_hub.replayRange().first); }
    double replayEnd() const { return double(m_hub.replayRange().second); }
    QString positionText() const { return m_positionText; }
    QString scaleText() const { return m_scaleText; }
    double scalePixels() const { return m_scalePixels; }
    double heading() const;
    QString rendererText() const;
    QVariantList savedViews() const; ///< {name, own}: the project's, then the user's

    /// Local files; other URLs are an error that says so.
    Q_INVOKABLE void open(const QList<QUrl> &urls);
    /// Files, folders, or connection strings. What was open is closed.
    void openPaths(const QStringList &paths);
    /// Finished tiles are kept on disk between runs, unless the settings or --no-cache say otherwise. Before `openPaths`.
    void setCached(bool cached) { m_cached = cached; }
    qint64 tileCacheBytes() const; ///< at most; 0: none are kept
    QString tileCacheFolder() const;
    /// The content key (`loading::contentKey`) of what is being read; empty until it is known, and where there is none.
    const QByteArray &expectedCity();
    /// Reading goes on, and the view makes of it what it shows, but nobody else is told of it until `showCity`.
    void holdCity();
    void showCity();
    bool isHeld() const { return m_held; }
    Q_INVOKABLE void cancelLoading();
    Q_INVOKABLE void togglePause();
    Q_INVOKABLE void setSpeed(double speed);
    Q_INVOKABLE void seek(double ms);
    Q_INVOKABLE void home();
    Q_INVOKABLE void northUp();
    Q_INVOKABLE void topView();
    Q_INVOKABLE void zoomIn();
    Q_INVOKABLE void zoomOut();
    Q_INVOKABLE void goToView(int index);
    Q_INVOKABLE void saveView(const QString &name);
    /// The user's own; a name that another of them has is refused.
    Q_INVOKABLE void renameView(int index, const QString &name);
    Q_INVOKABLE void removeView(int index);
    /// Writes the window as PNG; empty: into the user's pictures. `notice` tells
    /// where, or why not.
    Q_INVOKABLE void screenshot(const QString &path = {});

    /// Where replays begin instead of where the project says, ms UTC; for what is
    /// opened next.
    void startReplayAt(qint64 ms) { m_replayStart = ms; }
    /// Whether nothing is still to come before the twin stands as it should: a
    /// replay has said how things are.
    bool isLive() const;

    /// By name in either language, or "LON,LAT,HEIGHT,HEADING,PITCH"; false where
    /// there is none.
    bool goToView(const QString &nameOrNumbers, bool animate);
    void attachView(scene::CityView *view);
    scene::CityView *view() const;
    /// Reads out a place in the project's CRS and in degrees; NaN: nothing.
    void showPosition(const geometry::Vec3 &scenePoint);
    /// Scale bar and compass follow the view.
    void updateViewReadings();
    /// Something to read that passes.
    void tell(const QString &text) { Q_EMIT notice(text); }
    void addError(const QString &text);
    /// From now on nothing the user or the command line chooses is kept: pictures
    /// and measurements.
    void forgetChoices();
    /// No sound, no animation, feeds that stand still: pictures and measurements.
    void setStill(bool still);
    bool isStill() const { return m_still; }

Q_SIGNALS:
    void titleChanged();
    void cityChanged();
    void cityExpected(const QByteArray &key);
    void loadingChanged();
    void progressChanged();
    void errorsChanged();
    void languageChanged();
    void themeChanged();
    void qualityChanged();
    void layoutChanged();
    void textScaleChanged();
    void screenScaleChanged();
    void reducedMotionChanged();
    void soundMutedChanged();
    void mapKeyChanged();
    void tileMemoryChanged();
    void colouringChanged();
    void colouringsChanged();
    void replayChanged();
    void timeChanged();
    void positionChanged();
    void viewChanged();
    void viewAttached();
    void rendererChanged();
    void savedViewsChanged();
    void notice(const QString &text);
    /// Loading ended, whole or with errors.
    void loaded();
    /// An alarm, event or warning that is critical has just come up: its kind, id
    /// and words.
    void criticalRaised(const QString &kind, const QString &id, const QString &text);

private:
    void onCity(std::shared_ptr<const domain::City> city);
    void onLoaded(const loading::District &district);
    void wireOperations();
    void wireAccess();
    void openStore(const loading::District &district);
    void startFeeds();
    void lookBack();
    void takeBatch(const feeds::FeedBatch &batch);
    void noteKept(const std::vector<domain::Entry> &entries);
    void endLoading();
    void keepLayers();
    void onHappening(const Notifier::Happening &happening);
    void showView(const domain::SavedView &view, bool animate);
    domain::SavedView *ownView(int index);
    void keepViews();

    Settings m_settings;
    DeskMemory m_desk{m_settings};
    Localisation m_localisation;
    Twin m_twin;
    Selection m_selection;
    Inside m_inside;
    Card m_card;
    Inspection m_inspection;
    feeds::FeedHub m_hub;
    Keeper m_keeper;
    Historian m_historian{m_twin, m_keeper, &m_hub};
    Operations m_operations;
    Residents m_residents;
    Notifier m_notifier;
    RuleEditor m_rules;
    StoreTools m_storeTools;
    std::unique_ptr<loading::CityLoader> m_loader;
    std::vector<domain::NotifyTarget> m_notify;
    std::vector<feeds::FeedConfig> m_feeds; ///< of the project; they start once the store is open
    AlarmSound m_sound;
    QTimer m_second;
    std::unique_ptr<ViewLink> m_link;

    QStringList m_paths, m_ownErrors;
    bool m_held = false;
    bool m_cached = true;
    QByteArray m_expected;
    QFuture<QByteArray> m_expecting;
    std::shared_ptr<const domain::City> m_heldCity;
    std::shared_ptr<const loading::District> m_heldDistrict;
    bool m_loading = false, m_keep = true, m_still = false, m_replayArrived = false;
    std::optional<qint64> m_replayStart;
    QString m_loadStage;
    double m_loadFraction = 0;
    QString m_theme, m_quality, m_layout, m_colouring;
    double m_textScale = 1, m_screenScale = 0;
    bool m_reducedMotion = false, m_soundMuted = false;
    int m_tileMemory = 0;
    QString m_positionText, m_scaleText;
    double m_scalePixels = 0;
    std::vector<domain::SavedView> m_ownViews;
};

} // namespace app
