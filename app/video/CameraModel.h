#pragma once

#include "core/Selection.h"
#include "video/Streams.h"

#include <QAbstractListModel>
#include <QTimer>

#include <functional>

namespace app
{

/// The cameras nearest to what is selected, else to what the view looks at; the nearest first. Those that have a stream
/// come before those that have none.
class CameraModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// How many are wanted; more than these are not listed.
    Q_PROPERTY(int most READ most WRITE setMost NOTIFY mostChanged)
    /// Cameras of the district that have a stream.
    Q_PROPERTY(int total READ total NOTIFY totalChanged)
    Q_PROPERTY(int offline READ offline NOTIFY stateChanged)    ///< of all
    Q_PROPERTY(QString around READ around NOTIFY aroundChanged) ///< "Near Tower 12", "In view"

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,
        PlaceRole,
        DistanceRole,     ///< metres
        DistanceTextRole, ///< "120 m"
        VisualRole,       ///< state of the device, as the theme knows it
        StatusNameRole,
        StreamsRole ///< it has a stream
    };

    CameraModel(Twin &twin, Selection &selection, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_rows.size()); }
    int most() const { return m_most; }
    void setMost(int most);
    int total() const { return m_total; }
    int offline() const;
    QString around() const;
    Q_INVOKABLE QString idAt(int row) const;
    /// Of any camera of the district.
    Q_INVOKABLE bool hasStream(const QString &camera) const;
    Q_INVOKABLE int indexOf(const QString &camera) const;

    /// Where the view looks; asked when it has come to rest.
    void setViewTarget(std::function<std::optional<geometry::Vec3>()> target) { m_viewTarget = std::move(target); }
    /// The view has moved.
    void viewMoved();
    /// Ids nearest to a point, nearest first.
    QStringList nearest(const geometry::Vec2 &point, int most) const;
    /// What the list is about now; nothing where nothing is known.
    std::optional<geometry::Vec2> middle() const { return m_middle; }

Q_SIGNALS:
    void countChanged();
    void totalChanged();
    void mostChanged();
    void stateChanged();
    void aroundChanged();

private:
    struct Camera {
        const domain::Thing *thing; ///< lives as long as m_city
        bool streams;
    };
    void takeCity();
    void refresh();
    std::vector<std::pair<double, int>> byDistance(const geometry::Vec2 &point, int most) const;

    Twin &m_twin;
    Selection &m_selection;
    std::shared_ptr<const domain::City> m_city;
    std::vector<Camera> m_cameras;
    std::vector<std::pair<double, int>> m_rows; ///< distance, index of a camera
    std::optional<geometry::Vec2> m_middle;
    std::function<std::optional<geometry::Vec3>()> m_viewTarget;
    domain::ObjectRef m_about; ///< null: the view
    int m_most = 8, m_total = 0;
    QTimer m_rest;
};

/// Where an object is on the ground; nothing where that is not known.
std::optional<geometry::Vec2> placeOnGround(const Twin &twin, const domain::ObjectRef &object);

}
