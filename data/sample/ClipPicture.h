#pragma once

#include "geometry/Vec.h"

#include <QByteArray>

#include <vector>

namespace sample
{

/// A picture of a simulated camera: a little world of boxes under an overcast sky, drawn in software, and a sign that
/// says what it is. Metres; x to the right, y away from the camera, z up. The same bytes on every machine.
class ClipPicture
{
public:
    static constexpr int Width = 480, Height = 270;

    struct Colour {
        int r, g, b;
    };

    /// The eye at a height above (0, 0), looking along y, `down` degrees below the horizon, `right` degrees aside.
    ClipPicture(double eyeHeight, double down, double right, double fieldOfView);

    /// On the ground, in the order of the calls; anything may lie on what was there before.
    void ground(double x0, double y0, double x1, double y1, Colour colour);
    void groundShape(const std::vector<geometry::Vec3> &corners, Colour colour);
    /// Things that stand: sorted by their distance when the picture is finished.
    void box(const geometry::Vec3 &low, const geometry::Vec3 &high, Colour colour);
    /// An upright disc that faces the camera: crowns of trees, heads.
    void disc(const geometry::Vec3 &middle, double radius, Colour colour);
    /// Any flat shape of a thing.
    void shape(const std::vector<geometry::Vec3> &corners, Colour colour);

    /// With the sign, as JPEG.
    QByteArray finish();

private:
    struct Face {
        double distance;
        std::vector<geometry::Vec3> corners; ///< of the eye: right, up, away
        Colour colour;
    };
    geometry::Vec3 toEye(const geometry::Vec3 &point) const;
    void fill(std::vector<geometry::Vec3> corners, Colour colour);
    void add(double distance, const std::vector<geometry::Vec3> &corners, Colour colour, double light);
    void drawSign();

    double m_eyeHeight, m_sinDown, m_cosDown, m_sinRight, m_cosRight, m_focal;
    std::vector<unsigned char> m_pixels; ///< twice as wide and high as the picture
    std::vector<Face> m_faces;
};

}
