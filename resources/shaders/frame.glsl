// Shared by every surface: haze, vignette, light. `eyePosition` is Qt 3D's.
uniform vec3 eyePosition;
uniform vec3 sunDirection;
uniform vec4 light;          // shade, sun, sky, ground bounce
uniform vec4 haze;           // colour, distance (m)
uniform vec4 vignette;       // colour, strength
uniform vec2 viewport;       // pixels

vec3 hazed(vec3 colour, vec3 world)
{
    vec3 away = world - eyePosition;
    float reach = dot(away, away) / (haze.w * haze.w);
    // A rational falloff looks like the exponential one and needs neither exp nor sqrt.
    return mix(colour, haze.rgb, reach / (1.0 + reach));
}

// `screen`: where in the picture, 0 to 1.
vec3 rimmed(vec3 colour, vec2 screen)
{
    vec2 out2 = screen - vec2(0.5, 0.47);
    float rim = clamp(dot(out2, out2) * 2.1 - 0.16, 0.0, 1.0);
    return mix(colour, vignette.rgb, rim * vignette.w);
}

vec3 finishAt(vec3 colour, vec3 world, vec2 screen)
{
    return rimmed(hazed(colour, world), screen);
}

#ifndef VERTEX
vec3 finish(vec3 colour, vec3 world)
{
    return finishAt(colour, world, gl_FragCoord.xy / viewport);
}
#endif

#ifdef SHADE
// Elevations about a point, one fetch for all shading: r of the surface blurred a little, g blurred widely, b up to where
// the sun does not reach. Scene metres after scaling.
uniform sampler2D shadeMap;
uniform vec4 shadeArea;  // west, south, 1 / width, 1 / height
uniform vec2 shadeRange; // lowest elevation, metres from 0 to 1
#endif

// What of the sky (x) and of the sun (y) reaches a surface.
vec2 openness(vec3 world, vec3 normal)
{
#ifdef SHADE
    vec2 at = (world.xy + normal.xy * 3.0 - shadeArea.xy) * shadeArea.zw;
    vec3 above = texture(shadeMap, at).rgb * shadeRange.y + (shadeRange.x - world.z);
    // Beyond the picture nothing stands in the way.
    vec2 off = abs(at - 0.5);
    above -= step(0.5, max(off.x, off.y)) * 1e4;
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

// How bright a surface is: 1 for a wall in the sun.
float brightness(vec3 normal, vec3 world)
{
    float facing = clamp(dot(normal, sunDirection) * 1.3, 0.0, 1.0);
    vec2 open = openness(world, normal);
    return (light.x + light.z * (0.5 + 0.5 * normal.z)) * open.x + light.y * facing * open.y;
}
