// A tile of merged buildings that are too far away for windows. A face has one colour, worked out at its last vertex:
// in software a triangle of a few pixels costs as many fragments as a large one, so nothing is left for them to do.
in vec3 vertexPosition;
in vec3 vertexNormal;
in float vertexKind;
in uint vertexFeature;

uniform mat4 modelMatrix; // moves only
uniform mat4 modelViewProjection;
uniform sampler2D stateTexture; // colour, flags
uniform sampler2D infoTexture;  // ground, storey height, top, seed + percent of lit windows
uniform vec3 roofGain;
uniform float layerOpacity;

flat out vec4 faceColour; // colour, how much of it is lost at the foot
out vec2 risen;           // 0 at the foot, 1 from where it is as light as higher up; opacity

const int Wall = 0, Roof = 1, Underside = 2, Glass = 3, Foliage = 4;
const float FootDark = 0.26, FootRate = 0.09; // as city.frag

void main()
{
    ivec2 cell = ivec2(int(vertexFeature) & 1023, int(vertexFeature) >> 10);
    vec4 state = texelFetch(stateTexture, cell, 0);
    vec4 info = texelFetch(infoTexture, cell, 0);
    int flags = int(state.a * 255.0 + 0.5);
    int kind = int(vertexKind * 255.0 + 0.5);
    vec3 world = vertexPosition + modelMatrix[3].xyz;
    gl_Position = modelViewProjection * vec4(vertexPosition, 1.0);

    vec3 colour = state.rgb;
    if (kind == Wall)
        colour = mix(colour, glass.rgb, 0.30 * glass.w); // what windows much smaller than a pixel come to
    else if (kind == Roof)
        colour *= roofGain;
    else if (kind == Underside)
        colour *= 0.6;
    else if (kind == Glass)
        colour *= 0.62;
    else if (kind == Foliage)
        colour *= foliageGain;
    vec3 glow = vec3(0.0);
    if ((flags & 4) != 0)
        colour = mix(dimmed, colour, 0.4);
    if ((flags & 2) != 0) {
        colour = mix(colour, accent, 0.45);
        glow = accent * 0.16;
    } else if ((flags & 1) != 0) {
        colour = mix(colour, accent, 0.16);
    }

    bool building = info.y > 0.0;
    risen = vec2(building ? (world.z - info.x) * FootRate : 1.0, layerOpacity);
    vec3 middle = world; // of a wall, of which this may be the foot
    if (building && abs(vertexNormal.z) < 0.5)
        middle.z = 0.5 * (info.x + info.z);
#ifdef SHADE
    float metres = shadeRange.y;
#else
    float metres = 0.0;
#endif
    colour *= dot(lightOn(vertexNormal, sunDirection), openness(shadeAt(middle, vertexNormal), metres));
    // Haze and vignette lie over the dark foot as over all else.
    vec2 screen = 0.5 + 0.5 * gl_Position.xy / max(gl_Position.w, 0.1);
    float clear = clearness(world - eyePosition, hazeRate);
    vec3 seen = finishAt(colour + glow, clear, screen);
    float foot = finishAt(colour * (1.0 - FootDark) + glow, clear, screen).g;
    faceColour = vec4(seen, 1.0 - foot / max(seen.g, 1e-3));
    if ((flags & 16) != 0) // hidden: outside the clip volume whatever the projection
        gl_Position = vec4(2.0, 2.0, 2.0, 0.0);
}
