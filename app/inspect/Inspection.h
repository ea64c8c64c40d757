#pragma once

#include "core/Settings.h"
#include "inside/Inside.h"

namespace app
{

class Measure;
class SectionTool;
class ElementTreeModel;
class Inspector;
class CompareTool;
class InspectionViews;
class Exporter;

/// The planner's tools, tied to one session: they live as long as it does. Main thread.
class Inspection : public QObject
{
    Q_OBJECT
    /// Which of them is open: "measure", "elements", "properties", "section", "compare", "views", "export"; "": none.
    Q_PROPERTY(QString tab READ tab WRITE setTab NOTIFY tabChanged)

public:
    Inspection(Twin &twin, Selection &selection, Inside &inside, Settings *settings, QObject *parent = nullptr);

    Measure *measure;
    SectionTool *section;
    ElementTreeModel *tree;
    Inspector *inspector;
    CompareTool *compare;
    InspectionViews *views;
    Exporter *exporter;

    const QString &tab() const { return m_tab; }
    void setTab(const QString &tab);
    /// Opens the one that was open last, or closes it.
    Q_INVOKABLE void toggle();
    /// Starts measuring lengths, or ends measuring.
    Q_INVOKABLE void toggleMeasuring();
    /// Kept views are those of this project.
    void setProject(const QString &project);
    void attachView(scene::CityView *view);
    void setLook(bool dark, bool animated);
    /// Makes them known to QML: Inspection, Measure, SectionTool, ElementTree, Inspector, Compare, InspectionViews,
    /// Exporter.
    void registerTypes(const char *uri);

Q_SIGNALS:
    void tabChanged();
    void notice(const QString &text);

private:
    QString m_tab, m_last = QStringLiteral("measure");
};

}
