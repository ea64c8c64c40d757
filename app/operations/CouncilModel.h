#pragma once

#include "domain/Councils.h"
#include "operations/PagedModel.h"

namespace app
{

/// Meetings of the blocks' councils, newest first: what was raised, and what of it was solved. What is written is saved
/// first and shown then, like any act. Roles: id, place ("block:..."), placeName, held (ms UTC), heldText, title,
/// minutes, raised, solved, issues ({text, event, solved, solvedText}).
class CouncilModel : public PagedModel
{
    Q_OBJECT
    Q_PROPERTY(double from READ from NOTIFY rangeChanged) ///< ms UTC; 0: no limit
    Q_PROPERTY(double to READ to NOTIFY rangeChanged)

public:
    explicit CouncilModel(QObject *parent = nullptr, Operations *operations = nullptr);
    double from() const { return double(m_from); }
    double to() const { return double(m_to); }
    Q_INVOKABLE void setRange(double from, double to);

    /// {place, held (ms UTC; now where it is left out), title, minutes, issues (texts, or {text, event, solved})}.
    Q_INVOKABLE void hold(const QVariantMap &meeting);
    /// As of `hold`; issues replace all of before, and one given by its text alone, if it was there, stays as it is.
    Q_INVOKABLE void amend(const QString &id, const QVariantMap &meeting);
    Q_INVOKABLE void solve(const QString &id, int issue, bool solved);

Q_SIGNALS:
    void rangeChanged();

protected:
    void ask(int offset, int limit, int serial) override;

private:
    void write(const QString &id, const QString &verb, const QJsonObject &body);

    std::vector<domain::Council> m_councils;
    qint64 m_from = 0, m_to = 0;
};

}
