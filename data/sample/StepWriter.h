#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace sample
{

/// A STEP file (ISO 10303-21) being written: instances are numbered as they come.
class StepWriter
{
public:
    /// Returns the new instance's number. `arguments` are written already.
    int add(const char *type, const std::vector<QByteArray> &arguments);
    /// The whole file.
    QByteArray file(const QByteArray &schema, const QString &name, const QString &description) const;

    static QByteArray reference(int id) { return '#' + QByteArray::number(id); }
    static QByteArray references(const std::vector<int> &ids);
    static QByteArray list(const std::vector<QByteArray> &values);
    static QByteArray number(double value);      ///< to a tenth of a millimetre, always with a point
    static QByteArray exact(double value);       ///< to ten digits behind the point
    static QByteArray text(const QString &text); ///< with what is not ASCII as \X2\...\X0\ .
    static QByteArray numbers(const std::vector<double> &values);

private:
    QByteArray m_data;
    int m_last = 0;
};

}
