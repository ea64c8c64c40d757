#pragma once

#include "inside/Inside.h"

#include <QElapsedTimer>

namespace app
{

/// What Inside keeps and does.
struct Inside::Impl {
    Impl(Inside *inside, Twin &ofTwin, Selection &ofSelection) : q(inside), twin(ofTwin), selection(ofSelection) {}

    /// Opens or closes as the selection enters and leaves.
    void follow();
    /// Opens the same building of the next snapshot of the city.
    void reopen();
    void opened(const loading::InteriorPtr &interior);
    void notOpened(const base::Error &error);
    void interiorArrived();
    /// Gives the view what is open now, once.
    void handOver();
    /// The storey of what is selected.
    void isolate();
    void showStorey(std::optional<int> number);
    void step(int by);
    void stateChanged();
    void repaint();
    void lookChanged();
    void pushAnnotations();
    const InsideStatus &currentStatus() const;
    std::optional<scene::SectionPlane> sectionAlong(const QString &axis) const;

    /// What is selected, as something that stands in a room.
    domain::ObjectRef subject() const;
    bool subjectIsAlarmed() const;
    void showWaysOut();

    Inside *q;
    Twin &twin;
    Selection &selection;
    loading::InteriorLoader loader;
    QPointer<scene::CityView> view;
    QString wanted; ///< the building entered; empty: none
    QString paint = QStringLiteral("function"), section;
    bool dark = true, still = false, waysAsked = false, table = false;
    bool flyThere = false; ///< to what is selected, once the building is open
    loading::InteriorPtr handedOver;
    QVariantMap ways;
    QHash<QString, std::vector<scene::Annotation>> annotations;
    QHash<QString, QColor> overlay; ///< over those of `paint`
    mutable std::optional<InsideStatus> status;
    QElapsedTimer since;
    int shownAfterMs = 0;
};

}
