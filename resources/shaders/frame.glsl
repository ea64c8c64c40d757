// Shared by every surface: haze, vignette, light. `eyePosition` is Qt 3D's. Before it stand, as constants, the colours
// of the theme (Materials.cpp).
//
// Software GL runs a fragment shader for every pixel, eight at a time, whatever it branches around, and fetches each
// component of a uniform for each of them. So what is linear over a triangle is worked out at its corners, and what is
// the same for all of them comes from there too, flat.
uniform vec3 eyePosition;
uniform vec3 sunDirection;
uniform float hazeRate; // 1 / square of the distance at which half is haze
uniform vec2 viewport;  // pixels

// What is left of a colour by the haze. `away`: from the eye. A rational falloff looks like the exponential one and
// needs neither exp nor sqrt.
float clearness(vec3 away, float rate)
{
    return 1.0 / (1.0 + dot(away, away) * rate);
}

// `screen`: where in the picture, 0 to 1.
vec3 rimmed(vec3 colour, vec2 screen)
{
    vec2 out2 = screen - vec2(0.5, 0.47);
    float rim = clamp(dot(out2, out2) * 2.1 - 0.16, 0.0, 1.0);
    return mix(colour, vignette.rgb, rim * vignette.w);
}

vec3 finishAt(vec3 colour, float clear, vec2 screen)
{
    return rimmed(mix(hazeColour, colour, clear), screen);
}

#ifdef SHADE
// Elevations about a point, one fetch for all shading: r of the surface blurred a little, g blurred widely, b up to where
// the sun does not reach. Scene metres after scaling. Its outermost texels are 0: beyond it nothing stands in the way.
uniform sampler2D shadeMap;
uniform vec4 shadeArea;  // west, south, 1 / width, 1 / height
uniform vec2 shadeRange; // lowest elevation, metres from 0 to 1
#endif

#ifdef VERTEX
// Where in the shade map, and how far above its lowest elevation (negative).
vec3 shadeAt(vec3 world, vec3 normal)
{
#ifdef SHADE
    return vec3((world.xy + normal.xy * 3.0 - shadeArea.xy) * shadeArea.zw, min(shadeRange.x - world.z, 0.0));
#else
    return vec3(0.0);
#endif
}

// For every fragment: 1 / pixels of the picture, metres of the shade map, opacity.
vec4 frameOf(float opacity)
{
#ifdef SHADE
    return vec4(1.0 / viewport, shadeRange.y, opacity);
#else
    return vec4(1.0 / viewport, 0.0, opacity);
#endif
}
#endif

// What of the sky (x) and of the sun (y) reaches a surface. `metres`: of the shade map.
vec2 openness(vec3 at, float metres)
{
#ifdef SHADE
    vec3 above = texture(shadeMap, at.xy).rgb * metres + at.z;
    vec2 deep = clamp(above.rg * vec2(0.045, 0.017), 0.0, 1.0);
    float sky = (1.0 - 0.50 * deep.x) * (1.0 - 0.34 * deep.y);
#ifdef SHADOWS
    return vec2(sky, 1.0 - clamp((above.b - 1.6) * 0.45, 0.0, 1.0));
#else
    return vec2(sky, 1.0);
#endif
#else
    return vec2(1.0);
#endif
}

// What an open surface has of the sky (x) and of the sun (y): together 1 for a wall in the sun.
vec2 lightOn(vec3 normal, vec3 sun)
{
    return vec2(light.x + light.z * (0.5 + 0.5 * normal.z), light.y * clamp(dot(normal, sun) * 1.3, 0.0, 1.0));
}
