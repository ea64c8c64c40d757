#include "sample/StepWriter.h"

#include <cmath>

namespace sample
{

int StepWriter::add(const char *type, const std::vector<QByteArray> &arguments)
{
    m_data += '#' + QByteArray::number(++m_last) + '=' + type + list(arguments) + ";\n";
    return m_last;
}

QByteArray StepWriter::list(const std::vector<QByteArray> &values)
{
    QByteArray out("(");
    for (size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += ',';
        out += values[i];
    }
    return out + ')';
}

QByteArray StepWriter::references(const std::vector<int> &ids)
{
    std::vector<QByteArray> values;
    values.reserve(ids.size());
    for (const int id : ids)
        values.push_back(reference(id));
    return list(values);
}

static QByteArray fixed(double value, int digits)
{
    const double scale = std::pow(10, digits);
    double rounded = std::round(value * scale) / scale;
    if (rounded == 0)
        rounded = 0; // no "-0."
    QByteArray out = QByteArray::number(rounded, 'f', digits);
    while (out.endsWith('0'))
        out.chop(1);
    return out; // ends with a point where it is whole
}

QByteArray StepWriter::number(double value)
{
    return fixed(value, 4);
}

QByteArray StepWriter::exact(double value)
{
    return fixed(value, 10);
}

QByteArray StepWriter::numbers(const std::vector<double> &values)
{
    std::vector<QByteArray> out;
    for (const double value : values)
        out.push_back(number(value));
    return list(out);
}

QByteArray StepWriter::text(const QString &text)
{
    QByteArray out("'");
    bool wide = false;
    for (const QChar c : text) {
        const bool plain = c.unicode() >= 32 && c.unicode() < 127;
        if (plain == wide) {
            out += plain ? "\\X0\\" : "\\X2\\";
            wide = !plain;
        }
        if (!plain)
            out += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
        else if (c == u'\'' || c == u'\\')
            out += QByteArray(2, c.toLatin1());
        else
            out += c.toLatin1();
    }
    if (wide)
        out += "\\X0\\";
    return out + '\'';
}

QByteArray StepWriter::file(const QByteArray &schema, const QString &name, const QString &description) const
{
    return "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((" + text(description) + "),'2;1');\nFILE_NAME(" + text(name) +
           ",'2026-06-01T00:00:00',('Yunjie'),('Yunjie'),'Yunjie sample','Yunjie sample','');\nFILE_SCHEMA(('" +
           schema + "'));\nENDSEC;\nDATA;\n" + m_data + "ENDSEC;\nEND-ISO-10303-21;\n";
}

}
