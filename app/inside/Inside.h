#pragma once

#include "core/InsideStatus.h"
#include "core/Selection.h"
#include "loading/Interiors.h"
#include "scene/InteriorLook.h"

#include <QObject>
#include <QPointer>
#include <QVariantList>

namespace scene
{
class CityView;
}

namespace app
{

/// The building that is entered, from the inside: opens it as the selection enters it, keeps how it is shown, and tells
/// the view. What is selected leads: a storey, unit, space, or thing of it isolates its storey. Main thread.
class Inside : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool active READ isActive NOTIFY interiorChanged)
    Q_PROPERTY(bool opening READ isOpening NOTIFY openingChanged)
    Q_PROPERTY(QString building READ building NOTIFY interiorChanged)
    Q_PROPERTY(QString title READ title NOTIFY interiorChanged)
    Q_PROPERTY(QString source READ source NOTIFY interiorChanged)
    Q_PROPERTY(bool schematic READ isSchematic NOTIFY interiorChanged)
    Q_PROPERTY(QVariantList storeys READ storeys NOTIFY storeysChanged)
    Q_PROPERTY(int storey READ storey WRITE setStorey NOTIFY lookChanged)
    Q_PROPERTY(QString spread READ spread WRITE setSpread NOTIFY lookChanged)
    Q_PROPERTY(bool plan READ plan WRITE setPlan NOTIFY lookChanged)
    Q_PROPERTY(QString paint READ paint WRITE setPaint NOTIFY lookChanged)
    Q_PROPERTY(QVariantList paints READ paints NOTIFY storeysChanged)
    Q_PROPERTY(QString section READ section WRITE setSection NOTIFY lookChanged)
    Q_PROPERTY(bool walking READ isWalking WRITE setWalking NOTIFY walkingChanged)
    Q_PROPERTY(QVariantMap waysOut READ waysOut NOTIFY waysOutChanged)
    Q_PROPERTY(bool waysShown READ areWaysShown WRITE setWaysShown NOTIFY waysOutChanged)
    Q_PROPERTY(QString reason READ reason NOTIFY interiorChanged)
    Q_PROPERTY(QVariantList legend READ legend NOTIFY legendChanged)
    Q_PROPERTY(bool table READ isTableShown WRITE setTableShown NOTIFY tableChanged)
    Q_PROPERTY(bool shell READ shell WRITE setShell NOTIFY lookChanged)

public:
    Inside(Twin &twin, Selection &selection, QObject *parent = nullptr);
    ~Inside() override;
    /// The one that QML's models look at: the first one made and still there.
    static Inside *current();

    const loading::InteriorPtr &interior() const; ///< Twin's: null where no building is entered or it is being opened
    bool isActive() const { return interior() != nullptr; }
    bool isOpening() const;
    QString building() const;
    QString title() const;
    QString source() const;
    bool isSchematic() const;
    /// {number, name, spaces, units, state (the worst of its sensors and events), current}, top storey first.
    QVariantList storeys() const;
    int storey() const; ///< 0: all
    void setStorey(int number);
    QString spread() const; ///< "", "up", "sideways"
    void setSpread(const QString &spread);
    bool plan() const;
    void setPlan(bool plan);
    /// What spaces are coloured by: "function", "tenancy", "sensors", "events", "unit", "attribute:NAME".
    QString paint() const;
    void setPaint(const QString &paint);
    QVariantList paints() const; ///< {id, label}
    /// "" (none), "x", "y", "z" or "view" (towards the eye): a section through the building's middle, then dragged.
    QString section() const;
    void setSection(const QString &axis);
    bool isWalking() const;
    void setWalking(bool walking);
    /// Of the selected space (or the selected thing's, event's, unit's): {toStair, exits: [{name, length}]} in words;
    /// empty where none is known. Drawn in the view as routes.
    QVariantMap waysOut() const;
    /// Always drawn for what is in alarm; for the rest once asked for.
    bool areWaysShown() const;
    void setWaysShown(bool shown);
    /// Why the inside is only schematic, in words; empty where it is not.
    QString reason() const;
    QVariantList legend() const; ///< {label, colour, count, visual} of `paint`
    bool isTableShown() const;   ///< the building table stands beside it
    void setTableShown(bool shown);
    bool shell() const { return m_look.shell; }
    void setShell(bool shell);
    /// Of the interface's theme.
    void setDark(bool dark);
    /// How it stands in storeys, units and rooms now.
    const InsideStatus &status() const;
    /// Milliseconds from entering to the first storey on screen; 0 before.
    int shownAfterMs() const;

    Q_INVOKABLE void nextSpread();  ///< none, up, sideways
    Q_INVOKABLE void nextSection(); ///< none, x, y, z, view
    Q_INVOKABLE void up();          ///< the storey above (page up); from all storeys: the top one
    Q_INVOKABLE void down();        ///< the storey below
    Q_INVOKABLE void all();         ///< all storeys
    Q_INVOKABLE void leave();
    /// An action of the card: "ways" (shows or hides them), "table", "walk", "leave"; others are not its own.
    void perform(const QString &action);

    /// What the view shows; other parts (element tree, building table) add to it.
    const scene::InteriorLook &look() const { return m_look; }
    void setHidden(const QSet<QString> &ids);
    void setIsolated(const QSet<QString> &ids);
    /// Colours over those of `paint`, by id; empty: none.
    void setOverlay(const QHash<QString, QColor> &colours);
    void setSectionPlane(const std::optional<scene::SectionPlane> &plane);
    /// Annotations of one owner ("measure", "notes" ...); the view gets those of all.
    void setAnnotations(const QString &owner, std::vector<scene::Annotation> annotations);

    void attachView(scene::CityView *view);
    scene::CityView *view() const;

Q_SIGNALS:
    void interiorChanged();
    void openingChanged();
    void storeysChanged();
    void lookChanged();
    void walkingChanged();
    void waysOutChanged();
    void legendChanged();
    void tableChanged();
    void statusChanged();
    /// Something could not be opened: translated.
    void failed(const QString &reason);

private:
    struct Impl;
    scene::InteriorLook m_look;
    std::unique_ptr<Impl> m_impl;
};

}
