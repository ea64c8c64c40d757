#pragma once

#include "base/Job.h"
#include "inside/Inside.h"
#include "inspect/RowModel.h"
#include "interior/Align.h"
#include "interior/Compare.h"

#include <QThread>
#include <QUrl>

namespace app
{

/// Compares the entered building with another file of it, and shows what differs: in the view by colour, in the list by
/// sign and word too. The file is read in a worker. Main thread.
class CompareTool : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool running READ isRunning NOTIFY changed)
    Q_PROPERTY(bool active READ isActive NOTIFY changed)
    Q_PROPERTY(QString file READ file NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    /// What one should know of how the two were laid over each other; may be empty.
    Q_PROPERTY(QString remark READ remark NOTIFY changed)
    /// The other file is the newer one: what it alone has was added.
    Q_PROPERTY(bool otherIsNewer READ otherIsNewer WRITE setOtherIsNewer NOTIFY changed)
    /// {id, label, count, sign, visual, shown} of each kind of change, and of what is the same.
    Q_PROPERTY(QVariantList kinds READ kinds NOTIFY changed)
    /// {change, sign, visual, kind, id, name, type, detail}
    Q_PROPERTY(app::RowModel *rows READ rows CONSTANT)
    Q_PROPERTY(bool onlyDifferent READ onlyDifferent WRITE setOnlyDifferent NOTIFY changed)

public:
    CompareTool(Twin &twin, Inside &inside, QObject *parent = nullptr);
    ~CompareTool() override; ///< cancels and waits

    bool isRunning() const { return m_job != nullptr; }
    bool isActive() const { return m_comparison.has_value(); }
    const QString &file() const { return m_file; }
    const QString &error() const { return m_error; }
    QString remark() const;
    bool otherIsNewer() const { return m_otherIsNewer; }
    void setOtherIsNewer(bool newer);
    QVariantList kinds() const;
    RowModel *rows() { return &m_rows; }
    bool onlyDifferent() const { return m_onlyDifferent; }
    void setOnlyDifferent(bool only); ///< hides what is the same

    Q_INVOKABLE void compareWith(const QUrl &file);
    Q_INVOKABLE void toggleKind(const QString &id);
    Q_INVOKABLE void goTo(int row);
    Q_INVOKABLE void close();
    void setDark(bool dark);

    const std::optional<interior::Comparison> &comparison() const { return m_comparison; }
    /// Takes the other version as read.
    void take(std::shared_ptr<const domain::Interior> other);

Q_SIGNALS:
    void changed();
    void notice(const QString &text);

private:
    void compare();
    void refreshRows();
    void paint();
    void stop();

    Twin &m_twin;
    Inside &m_inside;
    std::shared_ptr<base::Job> m_job;
    std::vector<std::unique_ptr<QThread>> m_threads;
    QString m_file, m_error, m_building;
    std::shared_ptr<const domain::Interior> m_other;
    std::optional<interior::RigidMove> m_moved; ///< what the other was moved by to lie over this one
    std::optional<interior::Comparison> m_comparison;
    QSet<QString> m_off; ///< kinds of change that are not shown
    bool m_otherIsNewer = false, m_onlyDifferent = false, m_isolates = false, m_dark = true;
    RowModel m_rows;
    std::vector<size_t> m_listed; ///< row -> difference
};

}
