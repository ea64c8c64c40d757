// A tile of merged buildings. Attributes that belong to a face are flat and come from its last vertex.
in vec3 vertexPosition;
in vec3 vertexNormal;
in float vertexKind;
in uint vertexFeature;
#ifdef PAINTED
in vec2 vertexTexCoord;
in vec4 vertexPlace; // of the picture in the texture; a negative height: it repeats
uniform float paintShare;
out vec2 texCoord;
flat out vec4 place;
#endif

uniform mat4 modelMatrix; // moves only
uniform mat4 modelViewProjection;
uniform sampler2D stateTexture; // colour, flags
uniform sampler2D infoTexture;  // ground, storey height, top, seed + percent of lit windows
uniform float layerOpacity;
uniform vec3 roofGain;

// As few as can be: software GL keeps each of them thrice for every triangle of a frame. What depends on the normal is
// flat: only a face's last vertex has its own.
flat out vec4 frame;
flat out vec4 faceLight;  // of the sky and of the sun, share of lit windows, seed
flat out vec4 faceColour; // colour, 1 for a wall with windows + 2 where selected
flat out vec4 faceStorey; // ground and top from the eye's height, storeys a metre, where windows begin
flat out vec4 faceSide;   // windows a metre east and north, how far off in the shade map
#ifdef TWO_SIDED
flat out vec2 faceBehind; // seen from behind: of the sky and of the sun
#endif
out vec4 wall;  // from the eye, clearness of the air
out vec3 shade; // in the shade map

const int Roof = 1, Underside = 2, Glass = 3, Foliage = 4;

void main()
{
    ivec2 cell = ivec2(int(vertexFeature) & 1023, int(vertexFeature) >> 10);
    vec4 state = texelFetch(stateTexture, cell, 0);
    vec4 info = texelFetch(infoTexture, cell, 0);
    if (info.y <= 0.0) // not a building: no storeys, and no darker foot
        info = vec4(-1e4, 1.0, 1e5, 0.0);
    int flags = int(state.a * 255.0 + 0.5);
    int kind = int(vertexKind * 255.0 + 0.5);

    vec3 colour = state.rgb;
    if (kind == Roof)
        colour *= roofGain;
    else if (kind == Underside)
        colour *= 0.6;
    else if (kind == Glass)
        colour *= 0.62;
    else if (kind == Foliage)
        colour *= foliageGain;

    float lit = floor(info.w) * 0.01, chosen = 0.0;
    if ((flags & 4) != 0) {
        colour = mix(dimmed, colour, 0.4);
        lit *= 0.3;
    }
    if ((flags & 2) != 0) {
        colour = mix(colour, accent, 0.45);
        lit = 0.5;
        chosen = 2.0;
    } else if ((flags & 1) != 0) {
        colour = mix(colour, accent, 0.16);
    }
#ifdef PAINTED
    // Beside the picture: the colour that covers it, and how much.
    float cover = 1.0 - paintShare;
    colour = state.rgb;
    if ((flags & 4) != 0) {
        cover = 0.6 + 0.4 * cover;
        colour = dimmed;
    }
    if ((flags & 2) != 0) {
        cover = 0.45;
        colour = accent;
    } else if ((flags & 1) != 0) {
        cover = max(cover, 0.16);
        colour = mix(colour, accent, 0.5);
    }
    lit = cover;
    texCoord = vertexTexCoord;
    place = vertexPlace;
#endif
    vec3 world = vertexPosition + modelMatrix[3].xyz, away = world - eyePosition;
    float seed = fract(info.w);
    vec2 windows = vec2(-vertexNormal.y, vertexNormal.x) * 0.31;
    frame = frameOf(layerOpacity);
    faceLight = vec4(lightOn(vertexNormal, sunDirection), lit, seed);
    faceColour = vec4(colour, (kind == 0 ? 1.0 : 0.0) + chosen);
    faceStorey = vec4(info.x - eyePosition.z, info.z - eyePosition.z, 1.0 / info.y,
                      dot(eyePosition.xy, windows) + seed * 7.0);
    wall = vec4(away, clearness(away, hazeRate));
    shade = shadeAt(world, vec3(0.0));
    faceSide = vec4(windows, shadeAt(world, vertexNormal).xy - shade.xy);
#ifdef TWO_SIDED
    faceBehind = lightOn(-vertexNormal, sunDirection);
#endif
    gl_Position = modelViewProjection * vec4(vertexPosition, 1.0);
    if ((flags & 16) != 0) // hidden: outside the clip volume whatever the projection
        gl_Position = vec4(2.0, 2.0, 2.0, 0.0);
}
